"""Bodies as they are written in brackets behind a measure (责任单位)."""

from __future__ import annotations

import re
from collections.abc import Collection

from drafter.language.late import late

_SHORT = "总工会|工会|妇联|团委|残联|科协|侨联|文联|工商联|社科联|贸促会|红十字会|关工委|老龄办|商会|学会|政府|供销社|农商行|农信社|党校|法院|检察院|人大|政协|军分区|人武部|管委会|开发区|经开区|高新区|居委会|村委会|业委会"
"""Bodies called so whatever level they are of."""
BODY = late(
    f"^(?!原|含|如|指|即|包括|不含)(?:各[一-龥（）、]{{1,12}}|(?:全?[省市县区州盟旗镇乡]|国家)?(?:{_SHORT})|[一-龥、和]{{2,24}}(?:局|委|办|办公室|中心|公司|部门|科|处|室|站|队|院|镇|乡|街道|村|社区|单位|集团|学校|协会|总会|合作社|医院|银行|支行|分行|机构|院校|高校|大学|学院|幼儿园|开发区|新区|高新区|经开区|居委会|村委会|业委会|项目部|政府办|党政办|(?:宣传|组织|统战|武装|社会工作|政治|人事|财务|工程|市场|业务|保卫)部|信用社|联社|林场|剧团|乐团|歌舞团|艺术团|文工团|曲艺团|股|所|组|中队|大队|支队|分局|支部|党委|党组|专班|指挥部|园区|红会|{_SHORT}|[一二三四五六七八九十]中|中学|小学))$"
)
"""A body by itself in the brackets (各村，12月底前): whose it is, as nothing else can be meant."""
_BESIDE = late(
    "^[一-龥]{0,8}(?:企业|经营主体|合作社|园区|运营商|施工方|承建方|开发商|商家|商户|业主|业主代表|居民代表|网格员|志愿者|志愿队|联合会|理事会|协调组|各方|属地)$"
)
"""Who may stand beside bodies, and by himself would be no more than a word."""


_OF_A_LEVEL = late(
    "^(?:[省市县区州盟旗镇乡村]|[一-龥]{2,3}[省市县区州盟旗镇乡])(?!民(?![政族宗])|[内外里])[一-龥]{1,14}(?:馆|院|宫|厂|报|网|厅|署|(?<!旅)社|(?:电视|广播|气象)台|书店|团"
    "|(?:慈善|基金|促进|联谊|研究|理事|联合|委员|体育总|志愿者协|常委)会|联盟|[林农牧渔]场|粮库|(?<!公)园|国企)$"
)
"""A body by its level and how such bodies are called at the end (县非遗馆, 县新华书店)."""
_BY_ITS_END = late(
    "^(?!参观|走访|进|到|去)[一-龥]{1,12}(?:(?:图书|文化|档案|博物|美术|展览|科技|体育|纪念|陈列|非遗|方志|群艺|艺术|少儿|规划|史志)馆|报社|电视台|电台|新华书店|慈善会|基金会|促进会"
    "|(?:养老|福利|敬老|卫生|研究|设计|剧|法|检察|党校)院|少年宫|文化宫|青年宫)$|^(?:图书|文化|档案|博物|美术|科技|体育|方志)馆$"
)
"""A body by how only bodies are called at the end, whatever stands before (岚山图书馆)."""


def _is_body(text: str) -> bool:
    if text.startswith(_NOT_A_BODY):
        return False
    return any(shape.search(text) is not None for shape in (BODY, _OF_A_LEVEL, _BY_ITS_END))


_NOT_A_BODY = ("原", "含", "如", "指", "即", "包括", "不含")
"""What in brackets explains the words before them."""


def names_bodies(text: str) -> bool:
    """Whether a text names bodies and nothing else, one or several (县人社局、各职业院校、企业).

    >>> names_bodies("县人社局、各职业院校、企业"), names_bodies("开发区、各国有公司"), names_bodies("区委宣传部、区总工会")
    (True, True, True)
    >>> names_bodies("市京剧团"), names_bodies("县农商行"), names_bodies("观摩团")
    (True, True, False)
    >>> names_bodies("市档案馆"), names_bodies("县自来水厂、各乡镇"), names_bodies("县人民公园"), names_bodies("市场监管平台")
    (True, True, False, False)
    >>> names_bodies("值守、巡查"), names_bodies("企业"), names_bodies("含网上")
    (False, False, False)
    >>> names_bodies("县委史志研究室、县档案馆"), names_bodies("县非遗馆、县旅游集团"), names_bodies("市慈善会")
    (True, True, True)
    >>> names_bodies("周末、节假日"), names_bodies("县城公交站台"), names_bodies("县级平台"), names_bodies("原县图书馆")
    (False, False, False, False)
    """
    parts = told_apart(text)
    bodies = [_is_body(part) for part in parts]
    return any(bodies) and all(
        is_body or _BESIDE.match(part) is not None for is_body, part in zip(bodies, parts, strict=True)
    )


def told_apart(text: str) -> list[str]:
    """The bodies and people that stand side by side; 和 within the name of one (自然资源和规划局) joins none.

    >>> told_apart("市自然资源和规划局、市住房和城乡建设局"), told_apart("市卫健委和市市场监管局、企业和商户")
    (['市自然资源和规划局', '市住房和城乡建设局'], ['市卫健委', '市市场监管局', '企业', '商户'])
    """
    found: list[str] = []
    for piece in re.split("、(?=[一-龥]{2})", text):
        joined = ""
        for part in re.split("和(?=[一-龥]{2})", piece):
            joined = f"{joined}和{part}" if joined else part
            if _is_body(joined) or _BESIDE.match(joined) or _KIND.search(joined):
                found.append(joined)
                joined = ""
        if joined:
            found.append(joined)
    return found


_KIND = late(
    "^(?!含|如|指|即|包括|不含|限|仅|除|非|原|对|向|面向|各类|所有|全部|重点|困难|特困|低保|优秀|先进|获奖)[一-龥]{0,8}(?:企业|经营主体|合作社|协会|联合会|理事会|代表队|俱乐部"
    "|[农林牧渔经养加种商住散菜果茶蚕药花粮殖植]户|大户|[农渔牧林果菜茶蚕棉菇蜂花药瓜桑蔗]农|渔民|牧民|[业摊车船店场园校塘棚坝馆]主|[一-龥][办营工建租运货管护权包养](?:方|单位|商)"
    "|(?<!动)(?<!全)(?<!人)员|医生|医师|护士|教师|老师|师傅|校医|司机|[员工]会|管家|房东)$"
)
"""A kind of bodies or people that stands in brackets behind a measure of its own (参赛企业, 蚕农, 护路队员)."""
_DONE_TO_THEM = late(
    "慰问|发放|补[贴助]|救助|帮扶|资助|走访|关爱|关心|减免|奖励|表彰|评选|培训|轮训|辅导|体检|选聘|选派|聘请|聘用|招[募聘录]|配[备齐强]|发展|培[育养]|引[进育]|安置|"
    "服务|保障|检查|抽查|督查|监管|监督|整治|执法|排查|摸排|摸底|普查|调查|登记|核查|约谈|查处|处罚|清理|清退|取缔|宣传|教育|动员|管理|考核|评价"
)
"""What is done to bodies or people: those in brackets behind it are whom it is done to (专项检查（食品企业）)."""
SHORTEST_DONE = 4
"""A measure shorter than this may have in brackets what it is done to (登记（摊主）)."""


def does_itself(told: str, measure: str, known: Collection[str] = ()) -> bool:
    """Whether those told of in brackets behind a measure are who does it, though they are no office: one or several who
    stand among `known` (对象), by their whole name or its end, or are a kind of bodies or people that does such a thing.

    >>> does_itself("参赛企业", "把操作法写进工艺规程"), does_itself("业主、协会", "更新老旧冰车"), does_itself("含网上", "更新老旧冰车")
    (True, True, False)
    >>> does_itself("食品企业", "开展专项检查"), does_itself("食品企业", "开展专项检查", ("各食品企业",))
    (False, True)
    """
    given = _DONE_TO_THEM.search(measure) is not None
    return len(measure) >= SHORTEST_DONE and all(
        any(len(part) > 1 and (one.endswith(part) or _ALL.sub("", one) == part) for one in known)
        or (not given and _KIND.search(part) is not None)
        or BODY.search(part) is not None
        for part in told_apart(told)
    )


_ALL = late("^(?:各级|各位|各[个类]?|广大|全体|沿线|有关)+")
