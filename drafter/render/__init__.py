"""Outputs of an outline (出稿): Markdown, text, HTML, JSON and Word."""
