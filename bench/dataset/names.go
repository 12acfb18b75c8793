package dataset

import "fmt"

var (
	surnames   = []rune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")
	givenNames = []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞鹏浩宇轩子涵欣怡思远志国建文博雅婷晨曦睿哲诗雨佳琪俊峰海波天翔若琳振东晓光立新永康家乐泽宏启航嘉诚")
	brandFirst = []rune("华中东南北天海金银鑫盛宏伟恒永长江科创新能光电芯微智云安康瑞德信达通联合众诚和正")
	brandLast  = []rune("芯微达科源泰隆盛捷锐腾驰凯翔宇晟邦润禾川岳峰恩诺维森尔普泽霖辰昊熠铭钧")
	places     = []string{"张家港", "苏州", "江苏", "无锡", "上海", "昆山", "常熟", "南京", "浙江", "深圳"}
	trades     = []string{"半导体", "新能源", "智能装备", "生物医药", "高端材料", "光电科技", "精密机械", "电子材料", "氢能科技", "机器人", "医疗器械", "自动化", "化工新材料", "储能技术", "特种气体", "检测技术"}
	forms      = []string{"有限公司", "股份有限公司", "技术有限公司", "（江苏）有限公司"}
	objects    = []string{"晶圆减薄设备", "碳化硅衬底", "光刻胶", "氢燃料电池电堆", "锂电隔膜", "手术机器人", "数控机床", "高纯特气", "功率器件封装", "储氢瓶", "抗体药物", "传感器芯片", "钠离子电池", "超导磁体", "激光切割头", "石英坩埚"}
	works      = []string{"研发及产业化项目", "生产基地项目", "扩建项目", "总部项目", "中试线项目", "技术改造项目"}
	methods    = []string{"一种%s的制备方法", "一种%s的检测装置", "基于%s的控制系统", "%s及其应用", "一种用于%s的夹具"}
	schools    = []string{"清华大学", "东南大学", "苏州大学", "南京大学", "浙江大学", "江南大学", "上海交通大学", "中国科学技术大学"}
	titles     = []string{"董事长", "总经理", "首席科学家", "研发总监", "总工程师", "产品经理"}
	roads      = []string{"经济技术开发区", "保税区", "高新区", "冶金工业园", "杨舍镇", "塘桥镇", "金港街道", "锦丰镇", "乐余镇", "凤凰镇", "南丰镇", "大新镇", "常阴沙", "后塍街道", "德积街道"}
)

func (g *generator) rune(of []rune) string { return string(of[g.random.IntN(len(of))]) }

func (g *generator) pick(of []string) string { return of[g.random.IntN(len(of))] }

func (g *generator) personName() string {
	name := g.rune(surnames) + g.rune(givenNames)
	if g.random.IntN(4) > 0 {
		name += g.rune(givenNames)
	}
	return name
}

func (g *generator) companyName() string {
	return g.pick(places) + g.rune(brandFirst) + g.rune(brandLast) + g.pick(trades) + g.pick(forms)
}

func (g *generator) projectName() string {
	return g.rune(brandFirst) + g.rune(brandLast) + g.pick(objects) + g.pick(works)
}

func (g *generator) patentName() string {
	return fmt.Sprintf(g.pick(methods), g.pick(objects))
}
