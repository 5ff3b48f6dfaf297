"""The words of claims and of tables: what they name, mean and leave unexplained."""
