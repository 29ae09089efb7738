"""In a line made from a precedent only what somebody vouches for stays; any other word is a gap."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.compose.adapting import adapt
from drafter.flow.strange import GENERAL
from drafter.flow.vouched import doubtful, unvouched

WORDS = "要 把 的 工作 推进 鸱吻 坊 祥瑞 桥 渡口 <地名> 所 <数> 老 书 责任 落实 顺 丰 馄饨 大家 ， 。 行动 夜鹰 了 在".split()


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        ("桑麻铺种上了黄精，渡口桥、鼓楼巷改了样。", "<地名>种上了<名称一>，<名称二>、<名称三>改了样。"),
        ("夜鹰行动收网，城北所的老蔡跑了好几趟。", "<名称一>收网，<名称二>的<人名>跑了<数字>。"),
        ("柳子戏进了景区，郭家馄饨重新开张。", "<名称一>进了景区，<名称二>重新开张。"),
        ("柴工在坝上守着，阿依古丽大夫量血压。", "<名称一>在坝上守着，<名称二>大夫量血压。"),
        ("恒泰轴承停产，董事长严守成答应补上。", "<名称>停产，董事长<人名>答应补上。"),
        (
            "云上梯田挂牌，幸福里修了路，蓝天救援队守在回水湾、野鸭岛。",
            "<名称一>挂牌，<名称二>修了路，<名称三>守在<名称四>、<名称五>。",
        ),
        (
            "老站长牛得水带着文职雇员布和上台，小女孩朵朵，由高新投公司管理，渔家傲民宿开张。",
            "老站长<名称一>带着文职雇员<名称二>上台，小女孩<名称三>，由<名称四>管理，<名称五>开张。",
        ),
        (
            "获得省科技进步一等奖，解放桥、东厂区、幸福家园小区通了车，KX-300型机床入选ESI前列。",
            "获得<名称一>，<名称二>、<名称三>、<名称四>通了车，<名称五>型机床入选<名称六>前列。",
        ),
        (
            "被评为全国模范教师，荣获第十二届中国国际茶叶交易会金奖，表彰了12个先进集体。",
            "被评为<名称一>，荣获<名称二>，表彰了<数字>先进集体。",
        ),
        (
            "好邻居超市、开门红公司关了门，“清溪见底”行动里，水生说，阿布都热合曼也在。",
            "<名称一>、<名称二>关了门，“<名称三>”行动里，<名称四>说，<名称五>也在。",
        ),
        (
            "龙年开工，野猫沟的路通了，泼水节的春蕾计划，三一的泵车，花果山庄。",
            "<名称一>开工，<名称二>的路通了，<时间>的<名称三>，<名称四>的泵车，<名称五>。",
        ),
        (
            "夏侯婉医生和欧阳振华同志来了，刘二柱摔断了腿，老林家的牛丢了，农户尤大力今年没来，护士白雪连着值班。",
            "<人名一>医生和<人名二>同志来了，<人名三>摔断了腿，<人名四>家的牛丢了，农户尤大力今年没来，护士<名称>连着值班。",
        ),
        (
            "幸福大讲堂开到省道312边上，苹果卖到九块八一斤，奎洛林区的DJI-T40、星火战队都来了。",
            "<名称一>开到<名称二>边上，苹果卖到<数字>一斤，<名称三>的<名称四>、<名称五>都来了。",
        ),
        (
            "仁爱医药、居安物业、迅达电子欠薪，环山高速停工，发展生物医药、管好小区物业、办好高速公路。",
            "<名称一>、<名称二>、<名称三>欠薪，<名称四>停工，发展生物医药、管好小区物业、办好高速公路。",
        ),
        (
            "党校的关教授和于主任来了，向书记主持，有关教授到场，由于主任外出，大家面向书记提问。",
            "党校的<人名一>教授和<人名二>主任来了，<人名三>书记主持，有关教授到场，由于主任外出，大家面向书记提问。",
        ),
        (
            "护士评上了“最美乡医”，学校荣获平安鼎，民宿拿下了金凤奖，工人捧回了奖杯。",
            "护士评上了“<名称一>”，学校荣获<名称二>，民宿拿下了<名称三>，工人捧回了奖杯。",
        ),
        ("古码头、老粮站要修，下河沟要清。", "<名称一>、<名称二>要修，<名称三>要清。"),
        (
            "支书谷雨跑前跑后，谷雨社区办得好，谷雨前后种瓜点豆，乡干部立夏前要下田。",
            "支书<名称>跑前跑后，<单位名称>办得好，<时间一>种瓜点豆，乡干部<时间二>要下田。",
        ),
        ("厂长冯立连夜赶来，跑车的赵六从别处绕。", "厂长<名称一>连夜赶来，跑车的<名称二>从别处绕。"),
    ],
)
def test_what_nobody_vouches_for_is_a_gap(line: str, adapted: str) -> None:
    assert adapt(line, general=GENERAL, unvouched=unvouched) == adapted


@pytest.mark.parametrize(
    "line",
    """
    说一千道一万，把事办成才是硬道理。|把底子摸清、把账算细，不得迟报漏报。|重心往下移，一心一意谋发展。|有的人忙起来不要章法，干起来不分轻重。
    孩子上学、老人看病，都是板子打在身上的事。|考核组只看材料不看现场，粮站的宿舍没人管。|消防救援队、党员突击队都到了，书记严守底线，主任查看账本。|老板、老师、小同学都来了。
    骏马奔腾开新局，爆竹声声辞旧岁，种瓜得瓜，种豆得豆。|年轻人爱喝奶茶、爱逛夜市，养殖户怕瘟病，夏天的大排档扰民。|别让好经念歪了，脚底下不能抹油，吃水不忘挖井人，太阳照常升起。|大型超市、连锁超市、物流公司都要查，优秀公司受表扬，计划、行动要快。
    为来务工人员服务，文体活动要办，工人日报说过，可推广的新鲜经验是法宝，捷报频传，促发展、惠民生。|万众一心、众志成城，规模宏大、结构合理，感受殷切期望，星级酒店、三甲医院、世界科技都要学。
    战队要有战队的样子，金杯银杯不如口碑，千线万线一根针，乡愁是一碗水、一杯酒、一朵云，庄稼人盼的就是这个，花盆里栽不出松树。
    马克思列宁主义不能丢，党和政府记着，打好总体战、阻击战，天下之难持者莫如心。
    学生说，企业说，军民一家，马年马月也办不成，肉牛年出栏多，生猪年产量稳，司空见惯的事要管，护士白天上班。|“回头看”行动要常做，往坡上送水，商铺关了门，门面换了人。
    洪水退了，集成电路要补短板，三级医院的专家下来，国之大计、民之大计。|老旧小区、国有公司、职业学院和中小学都要管好。|会计账目清楚，师傅手艺好，班长带头干，护士医生都来。|设立奖项，争当冠军，办好民宿、做强公司。|子公司、物业公司要管好自己的人。
    """.replace("\n", "|").split("|"),
)
def test_words_of_the_language_stay(line: str) -> None:
    assert adapt(line.strip(), general=GENERAL, unvouched=unvouched) == line.strip()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("北斗终端装上了渔船。", ["北斗"]),
        ("胖东来的服务要学。", ["东来"]),
        ("拉面哥的摊子排着队，金丝猴糖厂停了。", ["拉面哥", "金丝猴糖厂"]),
        ("补齐五链，擦亮红双喜。", ["五链", "红双喜"]),
        ("椅子、筷子、抽屉都换了，有的同志当了鸵鸟，把头埋进沙子里。", []),
        ("好酒也怕巷子深，火车跑得快，全靠车头带，亲戚朋友打招呼，一概不认。", []),
        ("冬天取暖，暖气片热不热，手一摸就知道，汗水洒在田野车间。", []),
    ],
)
def test_only_what_has_some_ground_to_be_a_name_is_told(text: str, named: list[str]) -> None:
    assert doubtful(text) == named


def test_what_the_brief_says_stays() -> None:
    assert unvouched("桑麻铺种上了黄精。", "桑麻铺的黄精") == []
    assert unvouched("桑麻铺种上了黄精。", "黄精") == [(0, 3)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_spans_stand_apart_and_cut_no_slot(text: str) -> None:
    reached = 0
    for start, end in unvouched(text):
        assert reached <= start < end <= len(text)
        assert text[start:end].count("<") == text[start:end].count(">")
        assert text[:start].count("<") == text[:start].count(">")
        reached = end


def test_counting_words_loads_no_second_dictionary() -> None:
    said = (
        "import sys; from drafter.language.words import how_often; how_often('馄饨'); sys.exit('jieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0
