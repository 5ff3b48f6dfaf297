"""What a sentence leaves unsaid and takes from its neighbours, the story or the headline."""
