"""What is on the pages of a PDF -> its paragraphs in reading order, in a process of its own."""
