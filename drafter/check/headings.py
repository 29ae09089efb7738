"""Rules on headings and what stands under them (标题与内容), genre.md 7, 8, 10 and 12."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.check.lines import Line, Text
from drafter.check.numbering import Found
from drafter.check.parallel import odd_ones
from drafter.language.heads import takes_no_verb
from drafter.language.similar import bigrams, jaccard
from drafter.language.verbs import OPENING_VERBS

PARALLEL_LEAST = 0.55
"""Below this a heading is said to fall out of its family. The headings of well-made outlines measured 0.62 and more
to their siblings, headings of different families 0.5 in the median."""
HEADED = 2
"""The last level whose headings are held to be parallel (genre.md 7: 一级、二级标题)."""
OVERLAP_MOST = 0.5
"""Content shared by two siblings (Jaccard), genre.md 8."""
OBJECT_LEAST = 3
"""Characters of an object that two siblings may not share."""
SIGNIFICANCE_MOST = 1 / 3

_FUNCTION = re.compile(
    r"[的了和与及在上中下以为要把将对向从着是更再“”《》，、；：]|进一步|不断|切实|着力|全面|持续|扎实|深入"
)


def _written(family: Sequence[Line]) -> list[Line]:
    return [line for line in family if line.heading and "【待" not in line.heading]


def not_parallel(text: Text) -> Iterator[Found]:
    """A heading built unlike its siblings (不对仗)."""
    for family in text.families:
        lines = _written(family)
        # From the third level on the items are what is done, one after another, as often as they are headings.
        if (
            len(lines) < 2
            or family[0].level > HEADED
            or any(line.style in ("is", "must", "first") and not line.alone for line in lines)
        ):
            continue
        for at, score, typical in odd_ones([line.heading for line in lines], PARALLEL_LEAST):
            yield (
                lines[at],
                f"与同级标题“{lines[typical].heading}”不对仗（相近度{score:.2f}），句式、分句数或用词位置不同",
            )


def _content(heading: str) -> str:
    """A heading's topic words: no function words, no verb at the head of a clause, no general 工作."""
    clauses = re.split(r"[，；、：]", heading)
    kept = (clause[2:] if clause[:2] in OPENING_VERBS and len(clause) > 3 else clause for clause in clauses)
    return "".join(_FUNCTION.sub("", clause).removesuffix("工作") for clause in kept)


def _object(heading: str) -> str:
    """What the first of several clauses is about: 长效管护 of 聚焦长效管护，在健全机制上下功夫; empty for one clause."""
    clauses = re.split("[，；：]", heading)
    return _content(clauses[0]) if len(clauses) > 1 else ""


def overlapping(text: Text) -> Iterator[Found]:
    """Two siblings that say the same once their common pattern is taken away (交叉重复)."""
    for family in text.families:
        lines = _written(family)
        contents = [bigrams(_content(line.heading)) for line in lines]
        # What all siblings share is the pattern of the family, not its content.
        shared = frozenset.intersection(*contents) if len(contents) > 2 else frozenset()
        contents = [content - shared for content in contents]
        objects = [_object(line.heading) if shared.isdisjoint(bigrams(_object(line.heading))) else "" for line in lines]
        for later in range(1, len(lines)):
            for earlier in range(later):
                a, b = contents[earlier], contents[later]
                same = bool(lines[later].heading) and lines[earlier].heading == lines[later].heading
                same = same or (objects[earlier] == objects[later] and len(objects[later]) >= OBJECT_LEAST)
                if same or (min(len(a), len(b)) >= 2 and jaccard(a, b) > OVERLAP_MOST):
                    yield lines[later], f"与“{lines[earlier].label}{lines[earlier].heading}”内容交叉"
                    break


_STOCK = re.compile(
    "|".join(
        sorted(
            """
            进一步 高度重视 提高认识 统一思想 提高站位 提升站位 提高政治站位 思想认识 思想 认识 加强领导 强化领导 狠抓落实 狠抓 抓好落实 抓落实 真抓实干 精心组织 周密部署 落实责任 明确责任 强化责任 压实责任 强化措施
            明确任务 明确目标 突出重点 扎实推进 全面推进 统筹推进 加大力度 加快推进 深入推进 形成合力 凝聚合力 营造氛围 强化保障 齐抓共管 再接再厉 开拓创新 锐意进取 求真务实 务求实效 取得实效 确保实效 注重实效
            全力以赴 创新举措 改进方法 完善机制 加强工作 做好工作 强化担当 攻坚克难 迎难而上 乘势而上 奋勇争先 各项工作 工作 任务 措施 切实 全面 扎实 深入 认真 抓紧 抓实 抓细 抓好 做好 加强 强化 提高 推进 落实
            """.split(),
            key=lambda word: (-len(word), word),
        )
    )
    + r"|[，、；：和与的上下]"
)


def stock_words(text: Text) -> Iterator[Found]:
    """A heading that would fit any meeting (空话标题). The last point of the first level is usually 保障 and may be."""
    top = [family for family in text.families if family and family[0].level == 1]
    last = {id(family[-1]) for family in top}
    for line in text.headings:
        if line.heading and id(line) not in last and len(_STOCK.sub("", line.heading)) < 2:
            yield line, ""


_WELL_DONE = re.compile("^(?:[抓做管用办][好实牢细精真紧住])(?=.{4})")


def verb_too_many(text: Text) -> Iterator[Found]:
    """A heading with the same verb twice, or with a verb before one that needs none (化解及时化解纠纷, 抓好简化手续)."""
    for line in text.headings:
        for clause in re.split("[，；：、]", line.heading):
            verb, rest = clause[:2], clause[2:]
            if verb in OPENING_VERBS and verb in rest:
                yield line, f"“{verb}”说了两次"
            elif _WELL_DONE.match(clause) and takes_no_verb(rest):
                yield line, f"“{rest}”自己有动词，前面的“{verb}”多余"


_SIGNIFICANCE = re.compile(r"认识|意义|重要性|必要性|紧迫|使命感|责任感|形势|站位|统一思想")


def significance(text: Text) -> Iterator[Found]:
    """More than a third of the first-level points on why it matters (形势意义过多)."""
    for family in text.families:
        if family[0].level != 1 or len(family) < 3:
            continue
        found = [line for line in family if _SIGNIFICANCE.search(line.heading)]
        if len(found) > len(family) * SIGNIFICANCE_MOST:
            yield found[-1], f"{len(family)}个一级标题里有{len(found)}个讲形势意义，超过三分之一"


_WHO = re.compile(
    r"各级|各地|各部门|各单位|各[\u4e00-\u9fff]{1,4}(?:部门|单位|企业|支部|乡镇|街道|科室|村)|党委|党组|党支部|支部|政府|部门|单位|干部|党员|书记|班子|局|委|厅|办公室|办(?!法|事|好|理|实)|院(?!落)|学校|企业|公司|"
    r"工会|组织(?!领导|建设|实施|开展)|乡镇|街道|社区|村|我们|大家|同志|[省市县区镇校局]直|牵头|专班|小组|机构|负责人|责任人|专人|主体|领导|人员|职工|群众|协会|全[市县区省镇校局院公]|教师|师生|代表|委员"
)
_NOT_A_PERSON = "(?![口才次均数工力类文性心群民物体格权事选])"
_AGENT = re.compile(
    # Who is named for it (设复核人, 由查出的人签字), and by what they do where a clause begins (授课人把…, 排到的人边动身…).
    rf"[设由请派让交定](?:[\u4e00-\u9fff]{{2,3}}|[^，。；：、]{{1,14}}的)人{_NOT_A_PERSON}|"
    r"(?:^|[，。；：])[\u4e00-\u9fff]{2,3}(?<![老残病他别两个])人(?=[把逐当先要应按对给将从])|"
    r"(?:联络|联系|经办|承办|经手|复核|审批|评估|验收|审核|监督|值班|当班|管理|分管|授课|签字|收件|保管|带头)人(?![口才次均数工力])|"
    r"(?:^|[，。；：])[^，。；：]{0,12}的人(?=[\u4e00-\u9fff])(?![口才次均数工力])|"
    r"(?<![动复满超缺裁减增])员(?<=[\u4e00-\u9fff]{3})(?![会额工])|"
    r"[组队班站所科局厅部院校河湖林田路街楼栋片链]长(?![期效远大足短制])|(?<![分一重改])组(?<=[\u4e00-\u9fff]{3})(?![织成建合装稿])|"
    r"医生|医师|护士|农户|业主|运营商|商户|岗位|团队|骨干|行家|谁[^，。；]{1,6}谁|"
    r"(?:^|[。；])[\u4e00-\u9fff]{2,4}(?:站|处|所|科|室|队|中心)(?=[要应把实牵负])|"
    r"(?:^|[。；])[\u4e00-\u9fff]{1,8}(?:机关|字会|联合会|董事会|站|所|场|属地|物业|监狱|民警|实验室|平台|窗口|园|高中|班级|银行)"
    r"(?=[逐对把将按在向为实核查区结汇统]|依法|开展|开设|建立|组织|落实|公布|推出|定期|会同)"
)
"""Who acts, by what they do (办事的人): beside the bodies and offices of _WHO."""
_DUTY = re.compile(r"要|必须|确保|务必|抓|推进|落实|建立|完善|加强|开展|组织|做好|健全|强化|坚持|实行|制定")
_DISPOSED = re.compile("[把将](?![握关脉来])")
"""把每条管线查一遍: somebody is told to, who may have been named in the heading or the measure before."""
_VAGUE = re.compile(r"(?:有关|相关)(?:部门|单位|方面)")


def _leaves(text: Text) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    for line in text.headings:
        if line.style in ("is", "must", "first"):
            continue
        inside = text.section(line)
        if any(one.kind == "heading" for one in inside):
            continue
        yield line, tuple(one for one in inside if one.kind == "paragraph")


def _names_actor(words: str) -> bool:
    return bool(_WHO.search(words) or _AGENT.search(words))


def no_owner(text: Text) -> Iterator[Found]:
    """A measure that says what but not who (没有责任主体)."""
    before = ""
    for heading, inside in _leaves(text):
        words = "".join(line.body for line in inside)
        if not heading.alone:
            words = heading.body + words
        near = words if _DUTY.search(words) else ""
        if not near and heading.alone and _DISPOSED.match(words):
            near = heading.heading + before + words
        if near and not _names_actor(near) and "【待" not in near:
            yield inside[0] if inside else heading, ""
        before = words


def vague_owner(text: Text) -> Iterator[Found]:
    """A measure laid on 有关部门 alone (责任主体含糊)."""
    for heading, inside in _leaves(text):
        words = "".join(line.body for line in inside) or heading.body
        found = _VAGUE.search(words)
        if found and not _names_actor(_VAGUE.sub("", words)) and "【待" not in words:
            yield inside[0] if inside else heading, f"只说“{found.group()}”，没有写明是谁"
