"""Write what a review round hands to people: a page for phone and computer, a Word form, paper."""
