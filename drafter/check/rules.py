"""The rules of proof-reading, one table (校对规则). A rule is data: id, strength, severity, message, check, examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from drafter.check import characters, headings, numbering, wording
from drafter.check.lines import Text
from drafter.check.numbering import Found

Strength = Literal["std", "conv", "ours"]
Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for (规则)."""

    id: str
    strength: Strength
    """std: a national standard says so; conv: convention in practice and guides; ours: our inference."""
    severity: Severity
    message: str
    """Chinese: what is wrong and what to do; a check may give its own."""
    check: Callable[[Text], Iterator[Found]] | None = None
    """Finds; None where `mend` alone decides."""
    mend: Callable[[str], str] | None = None
    """A line mended, where the mending is mechanical; the same line when there is nothing to mend."""
    wrong: tuple[str, ...] = ()
    """Texts it must find something in. Data beside the rule; one test runs them all."""
    right: tuple[str, ...] = ()
    """Texts it must find nothing in."""


_STOPS = tuple("。，、；：;:,")


def _standing_heading_end(text: Text) -> Iterator[Found]:
    for at, line in enumerate(text.lines):
        if line.kind != "heading" or not line.alone or not line.body.endswith(_STOPS):
            continue
        if line.text.lstrip().startswith("#"):
            yield line, ""
            continue
        # In plain text a sentence under a label may be all there is; a heading has text of its own after it.
        after = next((one for one in text.lines[at + 1 :] if one.kind != "blank"), None)
        followed = after is not None and (after.kind == "paragraph" or after.level > line.level)
        if line.style in ("bare", "bracket") and len(line.body) <= 30 and (followed or _among_unstopped(text, at)):
            yield line, ""


def _among_unstopped(text: Text, at: int) -> bool:
    """Whether at least half of what is numbered along with a line ends without a stop: those are headings, so is it."""
    own = text.lines[at]
    rows = (reversed(text.lines[:at]), text.lines[at + 1 :])
    others = [
        line
        for row in rows
        for line in takewhile(lambda one: one.kind != "heading" or one.level >= own.level, row)
        if line.kind == "heading" and line.level == own.level
    ]
    return 2 * sum(not line.body.endswith(_STOPS) for line in others) > len(others)


_SPEECH = "同志们：\n\n今天开会。\n\n一、抓组织\n\n各级工会要动起来。\n\n二、抓服务\n\n各级工会要走下去。\n\n"
_BODY = "\n\n各级工会要把工作落到实处。\n\n"

RULES: tuple[Rule, ...] = (
    # --- labels and levels ---------------------------------------------------------------------------
    Rule(
        "label-ladder",
        "std",
        "error",
        "层次序号应按“一、（一）1.（1）①”逐层往下用",
        numbering.ladder,
        wrong=(
            "## 一、抓组织\n\n### 1.建队伍\n\n#### （1）选好人\n",
            "（一）抓组织\n\n正文。\n\n一、抓服务\n\n正文。\n",
        ),
        right=("一、抓组织\n\n1.建队伍\n\n2.建阵地\n", "（一）抓组织\n\n（二）抓服务\n"),
    ),
    Rule(
        "label-punctuation",
        "std",
        "warning",
        "序号后的标点：汉字数字用顿号，括号后不加标点，阿拉伯数字用下脚点，“第一”后用逗号，“一是”后不加标点",
        mend=characters.mend_label,
        wrong=(
            "一.抓组织",
            "（一）、抓组织",
            "(一)抓组织",
            "1、抓组织",
            "1．抓组织",
            "第一、抓组织",
            "一是，抓组织",
            "要抓两件事：一是、建队伍；二是、建阵地。",
            "## 一，抓组织",
        ),
        right=(
            "一、抓组织",
            "（一）抓组织",
            "1.抓组织",
            "第一，抓组织",
            "一是抓组织",
            "要抓两件事：一是建队伍、建阵地；二是建机制。",
            "1.5万名会员",
            "（1）抓组织",
            "## 1.抓组织",
        ),
    ),
    Rule(
        "label-order",
        "std",
        "error",
        "同级序号应从一编起，不断不重，换了上级重新编",
        numbering.order,
        wrong=("一、抓组织\n\n三、抓服务\n", "（一）抓组织\n\n（一）抓服务\n", "一、甲\n\n（二）乙\n\n（三）丙\n"),
        right=("一、抓组织\n\n（一）建队伍\n\n（二）建阵地\n\n二、抓服务\n\n（一）强本领\n\n（二）办实事\n",),
    ),
    Rule(
        "label-style",
        "std",
        "warning",
        "同一层只用一种序号",
        numbering.style,
        wrong=("## 一、抓组织\n\n## 二、抓服务\n\n## 抓保障\n",),
        right=("## 一、抓组织\n\n## 二、抓服务\n\n## 三、抓保障\n",),
    ),
    Rule(
        "only-child",
        "ours",
        "hint",
        "下面只有一个小标题，要么并入上级，要么再立一个",
        numbering.only_child,
        wrong=("## 一、抓组织\n\n### （一）建队伍\n\n## 二、抓服务\n",),
        right=("## 一、抓组织\n\n### （一）建队伍\n\n### （二）建阵地\n\n## 二、抓服务\n",),
    ),
    Rule(
        "depth",
        "conv",
        "hint",
        "十页以内的讲话，标题以两层为宜",
        numbering.depth,
        wrong=("一、抓组织\n\n（一）建队伍\n\n1.选好人\n\n2.用好人\n",),
        right=("一、抓组织\n\n（一）建队伍\n\n（二）建阵地\n",),
    ),
    Rule(
        "announced-count",
        "conv",
        "error",
        "说讲几点，后面就应有几点",
        numbering.announced,
        wrong=(
            "下面，我讲三点意见。\n\n一、抓组织\n\n二、抓服务\n",
            "下面，我强调四个方面。\n\n## 一、甲\n\n## 二、乙\n\n## 三、丙\n",
        ),
        right=(
            "下面，我讲两点意见。\n\n一、抓组织\n\n二、抓服务\n",
            "下面，我讲几点意见。\n\n一、抓组织\n\n二、抓服务\n",
            "大家在发言中谈了三点看法，很好。\n\n一、抓组织\n\n二、抓服务\n",
            "下面，我讲三点意见。\n\n一、抓组织\n\n二、抓服务\n\n三 加强领导\n",
            "下面，我讲三点意见。\n\n一、抓组织\n\n二、抓服务\n\n三加强领导\n",
        ),
    ),
    Rule(
        "looked-back-count",
        "conv",
        "error",
        "回头说“以上几点”，要与前面讲的点数相符",
        numbering.looked_back,
        wrong=("一、抓组织\n\n二、抓服务\n\n三、抓保障\n\n以上四点，请大家抓好落实。\n",),
        right=(
            "一、抓组织\n\n二、抓服务\n\n以上两点，请大家抓好落实。\n",
            "一、抓组织\n\n二、抓服务\n\n（一）建队伍\n\n（二）建阵地\n\n（三）建机制\n\n以上三个方面，缺一不可。\n",
            "一、抓组织\n\n二、抓服务\n\n一要快；二要准；三要狠。以上三点，务必记牢。\n",
        ),
    ),
    Rule(
        "series-order",
        "std",
        "error",
        "段内“一是、二是”要连着数，前后写法一致",
        numbering.series,
        wrong=(
            "一是组织更健全；三是服务更贴心。",
            "一要抓组织；二是抓服务。",
            "一是组织更健全；二是服务更贴心；二是阵地更完善。",
        ),
        right=(
            "一是组织更健全；二是服务更贴心。",
            "一是组织更健全;二是服务更贴心。",
            "当前主要有两个问题：一是人少，二是事多。",
            "这一是非要弄清。",
            "主要有四点：一是一些用房没有落实；二是收费偏高；三是一线人员不足；四是监管不到位。",
            "一是一，二是二，有什么说什么。",
            "各级工会要做到一要快；二要准。",
        ),
    ),
    Rule(
        "series-marks",
        "std",
        "warning",
        "段内“一是、二是”各分句之间用分号，末尾用句号",
        numbering.series_marks,
        wrong=(
            "要抓三件事：一是建队伍，二是建阵地、三是建机制。",
            "要抓三件事：一是建好队伍；二是建好阵地，三是建好机制。",
            "要抓三件事：一是建好队伍；二是建好阵地。三是建好机制。",
            "要抓两件事：一是建好队伍。二是建好阵地。",
            "同志们：\n\n要抓三件事：一是建队伍；二是建阵地；三是建机制；",
            "一要建队伍、二要建阵地。",
            "各级工会要做到一要快、二要准、三要狠。",
            "同志们：\n\n要抓三件事：一是建队伍；二是建阵地；三是建机制\n\n各级工会要动起来。",
        ),
        right=(
            "要抓三件事：一是建队伍；二是建阵地；三是建机制。",
            "要抓两件事。一是建好队伍，各级工会都要挑选懂业务、会服务、肯吃苦的干部，分批培训，定岗定责，"
            "一年一评。二是建好阵地。",
            "主要有两个问题：一是人少，二是事多。",
            "一是建队伍，选好人、用好人；二是建阵地，“有人管、有人用。”",
            "一是建队伍。选好人；用好人。二是建阵地；建机制。",
            "同志们：\n\n一是建队伍；\n\n二是建阵地。\n",
            "要进一步统一要求。一要建队伍；二要建阵地。",
        ),
    ),
    Rule(
        "label-unmarked",
        "std",
        "warning",
        "汉字序号后面要用顿号",
        numbering.unmarked,
        characters.mend_unmarked_label,
        wrong=(
            "一、抓组织\n\n二、抓服务\n\n三 加强领导\n",
            "## 一、抓组织\n\n## 二　抓服务\n",
        ),
        right=(
            "一、抓组织\n\n二、抓服务\n\n三、加强领导\n",
            "一、抓组织\n\n二、抓服务\n\n三农工作要加强。\n",
            "一 个都不能少",
            "一、抓组织\n\n二 是抓服务，各级工会要动起来。\n",
            "# 五 一劳动节讲话",
        ),
    ),
    # --- headings ------------------------------------------------------------------------------------
    Rule(
        "heading-end",
        "conv",
        "warning",
        "独占一行的标题末尾不用句号、逗号、顿号、分号、冒号",
        _standing_heading_end,
        characters.mend_heading_end,
        wrong=(
            "## 一、抓好组织建设。" + _BODY,
            "## 一、抓好组织建设；" + _BODY,
            "一、抓好组织建设；\n\n二、抓好阵地建设\n\n三、抓好困难帮扶\n",
            "一、抓好组织建设\n\n（一）建队伍\n\n（二）建阵地。\n\n二、抓好困难帮扶\n",
        ),
        right=(
            "## 一、抓好组织建设" + _BODY,
            "## 一、问题出在哪里？" + _BODY,
            "（一）抓好组织建设。各级工会要把工作落到实处。",
            "一、抓好组织建设；\n\n二、抓好阵地建设；\n\n三、抓好困难帮扶。\n",
            "一、抓组织\n\n（一）建队伍。\n\n（二）建阵地。\n\n二、抓服务\n\n（一）建站点\n\n（二）送服务\n",
        ),
    ),
    Rule(
        "parallel",
        "conv",
        "hint",
        "同级标题应当对仗",
        headings.not_parallel,
        wrong=(
            "一、聚焦建管并重，在基础上下功夫\n\n二、聚焦为民服务，在实效上求突破\n\n三、保障问题\n",
            "一、以组织为根本\n\n二、以服务为核心\n\n三、加快推进数字化转型\n",
        ),
        right=(
            "一、聚焦建管并重，在基础上下功夫\n\n二、聚焦为民服务，在实效上求突破\n",
            "一、强化思想引领\n\n二、深化维权服务\n\n三、优化队伍建设\n",
        ),
    ),
    Rule(
        "overlap",
        "ours",
        "warning",
        "同级标题内容交叉，应合并或另分角度",
        headings.overlapping,
        wrong=(
            "一、加强基层组织建设\n\n二、推进基层组织建设工作\n\n三、优化服务\n",
            "一、加强学习\n\n二、加强学习\n\n三、优化服务\n",
            "一、聚焦管护队伍，在健全机制上下功夫\n\n二、聚焦工程建设，在加快进度上求突破\n\n"
            "三、聚焦管护队伍，在压实责任上见真章\n",
        ),
        right=(
            "一、加强组织建设\n\n二、加强阵地建设\n\n三、加强作风建设\n",
            "一、围绕乡村振兴，在产业上下功夫\n\n二、围绕乡村振兴，在人才上求突破\n\n三、围绕乡村振兴，在生态上见实效\n",
        ),
    ),
    Rule(
        "stock-heading",
        "conv",
        "hint",
        "标题全是套话，没有点出主题，换了哪个会都能用",
        headings.stock_words,
        wrong=("一、提高认识，统一思想\n\n二、抓好维权服务\n", "一、提高政治站位，狠抓工作落实\n\n二、抓好维权服务\n"),
        right=("一、提高对安全生产的认识\n\n二、加强组织领导，狠抓落实\n",),
    ),
    Rule(
        "verb-too-many",
        "ours",
        "hint",
        "标题里多一个动词",
        headings.verb_too_many,
        wrong=(
            "一、化解及时化解婚姻纠纷\n\n二、规范水费收缴\n",
            "一、抓好简化开户手续\n\n二、规范水费收缴\n",
            "一、抓实入户征求加梯意见\n\n二、规范水费收缴\n",
        ),
        right=(
            "一、抓好贯彻落实\n\n二、抓好传达学习\n",
            "一、抓好手续简化\n\n二、加快推进项目建设\n",
            "一、抓好防汛，抓好抗旱\n\n二、及时化解婚姻纠纷\n",
        ),
    ),
    Rule(
        "significance-share",
        "ours",
        "hint",
        "讲意义的篇幅太重",
        headings.significance,
        wrong=("一、充分认识重要意义\n\n二、准确把握当前形势\n\n三、抓好重点任务\n",),
        right=("一、充分认识重要意义\n\n二、抓好重点任务\n\n三、加强组织保障\n",),
    ),
    # --- content -------------------------------------------------------------------------------------
    Rule(
        "no-owner",
        "ours",
        "hint",
        "这条措施没有写明谁来做，不知道的写【待明确】",
        headings.no_owner,
        wrong=(
            "## 一、抓好隐患整改\n\n要抓紧整改到位，确保不留死角。\n",
            "## 一、抓好社会动员\n\n要抓好宣传动员，落实河长制，关心帮助困难的人。\n",
            "## 一、查清管网底数\n\n把每条管线查一遍，漏点当天修好。\n",
        ),
        right=(
            "## 一、查清管网底数\n\n供水站列出台账。\n\n各乡镇逐段核对。\n\n## 二、修好漏点\n\n把漏点当天修好。\n",
            "## 一、抓好隐患整改\n\n在要紧环节设复核人，前一环不达要求不往下推进。\n",
            "## 一、抓好隐患整改\n\n一有情况，排到的人边动身边上报，抓紧处置。\n",
            "## 一、抓好隐患整改\n\n网格员每天巡查，组长当天汇总，抓好整改。\n",
            "## 一、抓好隐患整改\n\n谁主管谁负责，抓好整改。\n",
            "## 一、抓好线索核查\n\n审计机关依法取数，落实回避，发现疑点现场核实。\n",
            "## 一、抓好隐患整改\n\n各乡镇要抓紧整改到位。\n",
            "## 一、抓好隐患整改\n\n由【待明确：牵头单位】抓紧整改。\n",
        ),
    ),
    Rule(
        "vague-owner",
        "ours",
        "hint",
        "“有关部门”等于没有写明谁来做",
        headings.vague_owner,
        wrong=("## 一、抓好隐患整改\n\n有关部门要抓紧整改到位。\n",),
        right=("## 一、抓好隐患整改\n\n县应急局和有关部门要抓紧整改到位。\n",),
    ),
    Rule(
        wording.TO_FILL,
        "ours",
        "warning",
        "还有没填的",
        wording.gaps,
        wrong=("【待填：统计时段】，全县工会工作稳步推进。",),
        right=("今年以来，全县工会工作稳步推进。", "　　待填清单：\n　　1. 开场：【待填：时间】\n"),
    ),
    Rule(
        "document-words",
        "std",
        "warning",
        "这是公文用语，讲话稿里不用",
        wording.document_words,
        wrong=(
            "特此通知。",
            "主送：各乡镇",
            "# 在全市工会工作会议上的讲话\n\n各县区人民政府，市直各部门：\n\n今天，我们召开全市工会工作会议。\n",
            "妥否，请批示。",
            "以上意见当否，请审定。",
            "附件：名单",
            _SPEECH + "中共青岚市委\n\n2026年3月8日",
            _SPEECH + "青岚市总工会",
            _SPEECH + "青岚市总工会　二〇二六年三月八日",
        ),
        right=(
            "特此机会，向大家致敬。",
            "附件里的名单大家都看了。",
            "# 在全市工会工作会议上的讲话\n\n各位领导，同志们：\n\n今天，我们召开全市工会工作会议。\n",
            "大家说说，这样办妥不妥？",
            "各县区、各部门：谁的孩子谁抱走，不要推。",
            _SPEECH + "谢谢大家！",
            _SPEECH + "让我们团结起来，为实现全年目标而奋斗",
            "# 在全市工会工作会议上的讲话\n\n某某市委\n\n2026年3月8日\n" + _SPEECH,
        ),
    ),
    Rule(
        "length",
        "conv",
        "hint",
        "讲话过长",
        wording.too_long,
        wrong=("各级工会要把工作落到实处。" * 700,),
        right=("各级工会要把工作落到实处。",),
    ),
    Rule(
        "long-sentence",
        "ours",
        "hint",
        "句子过长",
        wording.long_sentence,
        wrong=("各级工会要" + "把工作落到实处，" * 20 + "见到成效。",),
        right=("各级工会要把工作落到实处。" * 20,),
    ),
    Rule(
        "repeated-sentence",
        "ours",
        "warning",
        "同一句话说了两遍",
        wording.repeated,
        wrong=("各级工会要把今年的重点工作落到实处。\n\n各级工会要把今年的重点工作落到实处。",),
        right=(
            "各级工会要把今年的重点工作落到实处。\n\n各乡镇要把今年的重点工作落到实处。",
            "谢谢大家！\n\n谢谢大家！",
        ),
    ),
    # --- characters ----------------------------------------------------------------------------------
    Rule(
        "year",
        "std",
        "warning",
        "年份应写四位数",
        wording.short_year,
        wrong=(
            "16年3月全市启动试点。",
            "26年工作怎么干，大家要想清楚。",
            "26年一季度开局良好。",
            "到25年底全面完成。",
            "我县工会96年成立。",
            "这是2019-20年的数字。",
            "2019—20年，全市新建工会20家。",
            "九八年启动建设。",
            "08年以来，全市变化很大。",
            "在98年抗洪抢险中，大家冲在前面。",
        ),
        right=(
            "2016年3月全市启动试点。",
            "16年来，全市试点稳步推进。",
            "他有26年工作经验。",
            "26年春风化雨，桃李满园。",
            "青发〔2016〕5号",
            "1996年成立。",
            "2019—2020年，全市新建工会20家。",
            "这条路用了12年建成，经过20年启动了二期。",
            "20年以前这里是荒滩。",
            "七八年建成一片林。",
            "建国70年来，全市面貌一新。",
            "在95年的奋斗历程中，我们走过了风雨。",
        ),
    ),
    Rule(
        "range",
        "std",
        "warning",
        "数字范围里前后两个数都要带百分号和“万、亿”，中间用“—”",
        mend=characters.mend_range,
        wrong=("增长10-20%。", "每家补助3-5万元。", "增长10%-20%。"),
        right=("增长10%—20%。", "每家补助3万元—5万元。", "2016-2020年", "15%"),
    ),
    Rule(
        "date-padding",
        "std",
        "warning",
        "月、日不补零",
        mend=characters.mend_date,
        wrong=("（2026年03月08日）",),
        right=("（2026年3月8日）", "（2026年10月20日）"),
    ),
    Rule(
        "half-width",
        "std",
        "warning",
        "汉字之间用全角标点",
        mend=characters.mend_half_width,
        wrong=("要抓三件事:组织、服务、保障。", "广大职工(含农民工)要参加。"),
        right=("同志们，大家好。", "比例为3:2。", "[原文](a.md)"),
    ),
    Rule(
        "half-width-stop",
        "std",
        "error",
        "汉字之间的逗号、句号要用全角",
        mend=characters.mend_half_stop,
        wrong=("同志们,大家好。", "各级工会要动起来.各单位要跟上来。", "各级工会要把工作落到实处."),
        right=(
            "同志们，大家好。",
            "共1,200人。",
            "增长3.5个百分点。",
            "见附件简要.yaml、提纲.定稿.docx。",
            "升级到2.0版。",
            "艾力.买买提同志作了发言。",
            "1.抓组织",
        ),
    ),
    Rule(
        "doubled-mark",
        "std",
        "error",
        "标点重复了",
        mend=characters.mend_doubled,
        wrong=("同志们，，大家好。", "工作要落实。。", "组织、、服务、保障都要抓。", "工作要落实，。"),
        right=("同志们，大家好。", "路还长……还要走。", "这件事——大家都清楚。"),
    ),
    Rule(
        "comma-before-etc",
        "std",
        "warning",
        "“等”前不用顿号",
        mend=characters.mend_comma_before_etc,
        wrong=("组织、服务、等工作",),
        right=("组织、服务等工作", "分一等、二等、等级外三类"),
    ),
    Rule(
        "unbalanced",
        "std",
        "warning",
        "标点不成对",
        wording.unbalanced,
        wrong=("要落实“两个责任。", "“两个责任，还没有落实。\n\n要抓紧。", "学习《条例。", "含农民工）。"),
        right=("要落实“两个责任”（见《条例》）。", "“先修路。\n\n“后架桥。”"),
    ),
    Rule(
        "doubled",
        "ours",
        "warning",
        "字词重复",
        wording.doubled,
        wrong=("这是全市的的大事。", "全市全市上下都要动起来。", "各村4月底前前见到结果。"),
        right=(
            "领导在春节前前往各村。",
            "前前后后跑了三趟。",
            "目的的确明确。",
            "一个一个抓落实。",
            "大家研究研究再定。",
            "为了了解情况。",
            "给每户配上结对对象。",
            "该给什么给什么。",
            "要做到入户一户一卡。",
        ),
    ),
    Rule(
        "adverb-order",
        "ours",
        "hint",
        "副词错位",
        wording.adverb_before_subject,
        wrong=("要切实责任落实到位。", "切实群众困难得到解决。"),
        right=("要切实落实责任。", "切实把责任落实到位。", "切实减轻基层负担。", "做法切实可行，责任落实到位。"),
    ),
    Rule(
        "traditional",
        "std",
        "error",
        "夹有繁体字",
        wording.traditional,
        wrong=("全市工會工作會議",),
        right=("全市工会工作会议", "乾隆年间的著作"),
    ),
    Rule(
        "pinyin",
        "ours",
        "error",
        "夹有拼音",
        wording.pinyin,
        wrong=("踔厉（chuō lì）奋发", "踔厉（Chuō Lì）奋发"),
        right=("踔厉奋发，用好AI",),
    ),
    Rule(
        "picture",
        "conv",
        "warning",
        "有表情图案，公文里不用",
        wording.picture,
        wrong=("大家辛苦了\U0001f389", "✅ 任务完成"),
        right=("大家辛苦了！", "①任务完成"),
    ),
    Rule(
        "damage",
        "ours",
        "error",
        "有缺字或乱码",
        wording.damage,
        wrong=("□□年以来", "全市\ufffd工作", "20XX年工作"),
        right=("2026年以来",),
    ),
)
