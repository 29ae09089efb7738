"""Surnames of one character (姓), by themselves: who only asks for these need not load what finds every entity."""

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文习温庞樊兰殷施陶洪翟安颜倪严牛芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍覃霍翁隋甘景薄单包司柏宁柯阮桂解强柴华车冉房边净阴闫宫楚肖褚戚喻窦奚岑滕邬卞湛狄臧茅闵娄刁骆虞昝缪裘郁嵇芮栾宓邰厉蒲蔺晏瞿茹寇阙晁敖阚荆竺桓穆佟邸佘谌亓綦冼鄢郜郦濮郏逄饶卓匡苟鞠郗逯仝谯郄訾"
COMPOUND = (
    "欧阳 夏侯 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 宇文 司徒 司空 端木 独孤 呼延 轩辕 闻人 澹台 淳于 太史 申屠 钟离 鲜于 赫连 濮阳 宗政 万俟 纳兰 完颜 叶赫 拓跋"
).split()
"""Surnames of two characters (复姓) that are no words."""
ONLY_SURNAMES = frozenset(
    "刘邓冯彭蒋薛阎潘姚谭廖邹郝崔邱邵尹庞樊翟倪聂邢裴覃霍隋阮闫卢吕蔡魏贾袁董郭郑赵吴韩曹沈徐宋傅侯詹靳祁甄褚戚窦奚滕邬卞臧闵娄刁骆缪裘嵇栾蔺瞿佟邸佘谌綦冼鄢郜郦郗逯仝谯郄訾"
)
"""Those that as a word by themselves are nothing else."""
