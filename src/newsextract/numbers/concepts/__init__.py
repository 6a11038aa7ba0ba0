"""What a number counts or measures, in the words of the article, by tags. No parser."""
