"""drafter: outlines of work-meeting speeches (讲话提纲) from a phrasebank and a brief, offline and sourced."""

__version__ = "0.1.0"
