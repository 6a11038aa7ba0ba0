"""What models/rules/numbers/ knows, in the form in which the stages look it up."""
