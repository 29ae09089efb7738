"""The same point in other words (换个说法): as offices write what people say, without how bad it is, whose or when."""

from __future__ import annotations

from drafter.language.late import late
from drafter.language.troubles import as_task, core

_LAY = tuple(
    pair.split(">")
    for pair in """
    孩子上学>儿童入学 小孩>儿童 孩子>儿童 娃娃>儿童 上学>入学 读书难>入学难 看病>就医 瞧病>就医 挂号>预约诊疗 打鱼>捕捞 捕鱼>捕捞 抓鱼>捕捞 电鱼>非法捕捞 宠物狗伤人>犬伤防治
    宠物狗>犬只 流浪狗>流浪犬 狗咬人>犬伤 狗伤人>犬伤 遛狗>遛犬 打工>务工 工钱>工资 血汗钱>工资 讨薪>欠薪 走丢>走失 下水道>排水管网 放炮>燃放烟花爆竹 鞭炮>烟花爆竹 摆摊>占道经营
    地摊>流动摊贩 堵车>交通拥堵 报销>医保报销 补课>校外培训 大吃大喝>公款吃喝 上访>信访 房本>不动产登记 房产证>不动产登记 彩礼>高价彩礼 烧纸>祭扫用火 上坟>祭扫 烧荒>野外用火 骑电动车>电动自行车
    电瓶车>电动自行车 电动车>电动自行车 自来水>供水 停水>供水 停电>供电 坏路>道路养护 修路>道路建设 公路坑洼>公路养护 路面坑洼>道路养护 耕地抛荒>耕地撂荒 抛荒>撂荒 农药瓶>农药包装废弃物 乱倒垃圾>垃圾治理 挂号难>预约诊疗 作业太多>作业负担 报表太多>报表减负 黑车>非法营运 假酒>假冒伪劣 假货>假冒伪劣 假药>药品监管 买药>药品供应
    养老钱>养老诈骗 骗钱>诈骗 被骗>诈骗 赌钱>赌博 偷税>偷税漏税 污水乱排>污水治理 臭水沟>黑臭水体 垃圾乱倒>垃圾治理 砍树>盗伐林木 挖沙>非法采砂 采沙>非法采砂 村干部>村干部 村支书>村党组织书记
    加班费>劳动报酬 晒账>财务公开 村账>村级财务 老房子>老旧房屋 危楼>危房 菜场>农贸市场 菜市场>农贸市场 夜宵摊>餐饮油烟 广场舞>噪声 老赖>失信被执行人 手机>网络 网游>网络沉迷 近视>近视防控
    """.split()
)
"""What people say, and how offices write it; longer ones first."""
_WHOSE = late(
    "^(?:(?:省|市|县|区|州|盟|旗|镇|乡|村|校|院)级|国家级|全[省市县区镇乡]|本[省市县区地]|辖区|当前|今后|近期|下一步|下阶段|年底|岁末年初|[春秋冬夏][季天]|[春暑寒秋][期假]|汛期|节前|节后|节假日|节日期间|"
    "两节期间|春节期间|元旦期间|国庆期间|假期|重点(?=.{4})|重要|个别|部分|少数|老百姓|居民|群众|百姓|村里|城里|镇上|乡下|小区里|小区|街上|路上|路边|学校里|校园里|单位里|机关里)的?(?=.{3})"
)
"""What stands before a matter and says whose it is, where or when (县级应急队伍, 暑期防溺水)."""


_SCORED = late("(?:纳入|列入|计入|作为).*(?:考核|考评|考绩)")


def otherwise(point: str) -> tuple[str, ...]:
    """The point without what says nothing of its matter, and as offices write it; () where there is no such wording.

    >>> otherwise("县级应急队伍"), otherwise("秸秆焚烧屡禁不止"), otherwise("残疾孩子上学"), otherwise("维权服务")
    (('应急队伍',), ('秸秆焚烧',), ('残疾儿童入学',), ())
    """
    found: list[str] = ["考核"] if _SCORED.match(point) else []
    bare = _WHOSE.sub("", point)
    less = core(bare) if as_task(bare) else bare
    for wording in (bare, less, _written(bare), _written(less)):
        if wording != point and wording not in found and len(wording) >= 2:
            found.append(wording)
    return tuple(found)


def _written(wording: str) -> str:
    for said, written in _LAY:
        if said in wording and written not in wording:
            wording = wording.replace(said, written, 1)
    return wording
