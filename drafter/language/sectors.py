"""Bodies and people of some sectors only (行业里的单位和人): a line that has them is out of place at other meetings."""

from __future__ import annotations

SECTOR_WORDS = tuple(
    "工会 职工 团组织 团员 妇联 残联 工商联 学校 校长 学生 教师 班级 家长 幼儿园 医院 医护 患者 法院 检察 银行 部队 高校 食堂 车间 班组 村民 养老院".split()
)
"""Those of one sector alone."""
BODIES = SECTOR_WORDS + tuple(
    "科协 文联 侨联 校园 医生 法官 民警 税务 信贷 科研院所 产线 工艺 设备厂商 农户 种植户 养殖户 企业 厂家 厂房 园区 商户 商会 店铺 工地 施工 景区 小区 业主 物业 矿井 矿山 渔船 林场 护林员 驾驶员 客运 "
    "货运 船舶 保险公司 电商 主播".split()
)
"""Who acts, or is acted on, in some fields only."""
