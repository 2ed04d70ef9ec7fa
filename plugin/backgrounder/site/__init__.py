"""From values to pages: generated Markdown, what templates show, styles."""
