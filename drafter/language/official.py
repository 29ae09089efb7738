"""Wordings of the Party and the State (提法): said everywhere alike, they are nobody's."""

from __future__ import annotations

from drafter.language.late import late

WORDINGS = frozenset(
    """
    四个意识 四个自信 两个维护 两个确立 四个全面 四个伟大 四个服从 五位一体 三个代表 三严三实 两学一做 三会一课 八项规定 八项规定精神 四风 四史 三农 六稳 六保 三去一降一补
    两不愁三保障 四大班子 四套班子 两代表一委员 两优一先 一带一路 两个一百年 第二个百年 一国两制 三大攻坚战 四种形态 五个一 三公 三重一大 一岗双责 一票否决 双随机、一公开 三线一单 四不两直 四早 十四五 十五五 十三五 十二五
    党和国家 中国共产党 中国共产党人 中华民族 中华优秀传统文化 中华文明 绿水青山就是金山银山 创先争优
    """.split()
)
OFFICIAL = late("|".join(sorted(WORDINGS, key=lambda one: (-len(one), one))))
