"""Short articles of our own, one for each outcome of a call."""

PASSING = "Sept. 18, 2025\n\nAs of Sept. 17, ICE had 1,000 active 287(g) agreements, held by 831 agencies.\n"
FAILING = "Sept. 18, 2025\n\nAs of Sept. 17, 325 agencies in Florida had 287(g) agreements with ICE.\n"
UNVERIFIABLE = "Sept. 18, 2025\n\nThe mayor planted 12 trees behind the school on Monday.\n"
NO_FIGURE = "Sept. 18, 2025\n\nThe mayor planted trees behind the school.\n"
