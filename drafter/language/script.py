"""Traditional characters written as simplified ones (繁简), so that words typed in either are the same words."""

from __future__ import annotations


def simplified(text: str) -> str:
    """`text` in simplified characters; the text itself where it has none but those of GB 2312.

    >>> simplified("中藥材產業"), simplified("中药材产业")
    ('中药材产业', '中药材产业')
    """
    try:
        text.encode("gb2312")
        return text
    except UnicodeEncodeError:
        # Loading OpenCC takes 30 ms, and hardly a brief needs it.
        import opencc

        simple: str = opencc.OpenCC("t2s").convert(text)
        return simple if len(simple) == len(text) else text
