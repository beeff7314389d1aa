"""Supporting information of papers: paragraphs that characterise a compound."""
