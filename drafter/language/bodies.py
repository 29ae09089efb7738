"""Bodies as they are written in brackets behind a measure (责任单位)."""

from __future__ import annotations

from drafter.language.late import late

_SHORT = "总工会|工会|妇联|团委|残联|科协|侨联|文联|工商联|社科联|贸促会|红十字会|关工委|老龄办|商会|学会|政府|供销社|党校|法院|检察院|人大|政协|军分区|人武部|管委会"
"""Bodies called so whatever level they are of."""
BODY = late(
    f"^(?!原|含|如|指|即|包括|不含)(?:各[一-龥（）、]{{1,12}}|(?:全?[省市县区州盟旗镇乡]|国家)?(?:{_SHORT})|[一-龥、和]{{2,24}}(?:局|委|办|办公室|中心|公司|部门|科|处|室|站|队|院|镇|乡|街道|村|社区|单位|集团|学校|协会|总会|合作社|医院|银行|农商行|支行|分行|信用社|联社|林场|股|所|组|中队|大队|支队|分局|支部|党委|党组|专班|指挥部|园区|红会|{_SHORT}|[一二三四五六七八九十]中|中学|小学))$"
)
"""A body by itself in the brackets (各村，12月底前): whose it is, as nothing else can be meant."""
