"""Wordings of the Party and the State (提法): said everywhere alike, they are nobody's."""

from __future__ import annotations

from drafter.language.late import late

WORDINGS = frozenset(
    """
    四个意识 四个自信 两个维护 两个确立 四个全面 四个伟大 四个服从 五位一体 三个代表 三严三实 两学一做 三会一课 八项规定 八项规定精神 四风 四史 三农 六稳 六保 三去一降一补
    两不愁三保障 四大班子 四套班子 两代表一委员 两优一先 一带一路 两个一百年 第二个百年 一国两制 三大攻坚战 四种形态 五个一 三公 三重一大 一岗双责 一票否决 双随机、一公开 三线一单 四不两直 四早 十四五 十五五 十三五 十二五
    三管三必须 枫桥经验 国之大者 双循环 国内国际双循环 国内大循环 三新一高 两个务必 三个务必 三个区分开来 两个毫不动摇 两个健康 四下基层 双碳 双减 放管服 千万工程 三个有利于
    习近平新时代中国特色社会主义思想 习近平经济思想 习近平法治思想 习近平生态文明思想 习近平强军思想 习近平外交思想 习近平文化思想
    马克思列宁主义 毛泽东思想 邓小平理论 “三个代表”重要思想 科学发展观 总体国家安全观 全过程人民民主 人类命运共同体 中国特色社会主义
    党执政兴国 治国理政 社会主义市场经济 社会主义市场经济体制 马克思主义 亿万人民 时度效 化危为机 共产党
    党和国家 党和政府 中国共产党 中国共产党人 中华民族 中华优秀传统文化 中华文明 绿水青山就是金山银山 创先争优
    """.split()
)
PLANS = frozenset("十二五 十三五 十四五 十五五".split())
"""Those of `WORDINGS` that belong to a time: what an old speech says of one is out of date."""
OFFICIAL = late("|".join(sorted(WORDINGS, key=lambda one: (-len(one), one))))
TIMELESS = late(f"({'|'.join(sorted(WORDINGS - PLANS, key=lambda one: (-len(one), one)))})")
