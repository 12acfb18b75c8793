package dataset

import "fmt"

const (
	clusters, chains, segments = 3, 8, 60
	// emptySegments have no company, so that there are gaps to find.
	emptySegments = 9
)

var (
	clusterNames = []string{"特色半导体", "新能源", "高端装备"}
	chainNames   = []string{"功率半导体", "半导体材料", "氢能", "锂电", "光伏", "机器人", "数控机床", "医疗装备"}
	stageNames   = []string{"原料", "材料", "零部件", "设备", "制造", "封装测试", "系统集成", "应用服务"}
)

// nodes makes all nodes; sources come first, for every later one names its source.
func (g *generator) nodes() error {
	size := SizeOf(g.scale)
	for _, make := range []func(Size) error{
		g.sourceNodes, g.industryNodes, g.companyNodes, g.personNodes, g.projectNodes, g.knowledgeNodes,
	} {
		if err := make(size); err != nil {
			return err
		}
	}
	return nil
}

func (g *generator) sourceNodes(size Size) error {
	return g.node("Source", "src", size.Sources, func(i int) map[string]any {
		return map[string]any{"name": "示例来源" + fmt.Sprint(i), "citationKey": fmt.Sprintf("bench-%d", i), "publisher": "ClusterGraph", "publishedOn": g.day()}
	})
}

func (g *generator) industryNodes(Size) error {
	err := g.node("Cluster", "clu", clusters, func(i int) map[string]any {
		return map[string]any{"name": clusterNames[i], "code": fmt.Sprintf("C%d", i+1)}
	})
	if err != nil {
		return err
	}
	err = g.node("IndustryChain", "chn", chains, func(i int) map[string]any {
		return map[string]any{"name": chainNames[i], "code": fmt.Sprintf("H%02d", i+1), "maturity": []string{"EMERGING", "ESTABLISHED"}[i%2]}
	})
	if err != nil {
		return err
	}
	err = g.node("ChainSegment", "seg", segments, func(i int) map[string]any {
		return map[string]any{
			"name": chainNames[i%chains] + stageNames[i/chains], "code": fmt.Sprintf("S%03d", i+1), "order": i/chains + 1,
			"position": []string{"UPSTREAM", "MIDSTREAM", "DOWNSTREAM"}[i/chains*3/8],
		}
	})
	if err != nil {
		return err
	}
	return g.node("District", "dis", len(roads), func(i int) map[string]any {
		return map[string]any{"name": roads[i], "code": fmt.Sprintf("3205%02d", 82-i)}
	})
}

func (g *generator) companyNodes(size Size) error {
	return g.node("Company", "com", size.Companies, func(i int) map[string]any {
		name := g.companyName()
		p := map[string]any{
			"name": name, "shortName": name[:12], "uscc": USCC(i), "foundedOn": g.day(),
			"industryCode": fmt.Sprintf("C%d", 3500+g.random.IntN(500)), "registeredCapital": (1 + g.random.IntN(1000)) * 1_000_000,
			"description": name + "从事" + g.pick(objects) + "的研发、生产和销售。",
		}
		if i%4 == 0 && i/4 < 999_999 {
			p["stockCode"] = fmt.Sprintf("%06d", i/4+1)
		}
		return p
	})
}

func (g *generator) personNodes(size Size) error {
	degrees := []string{"BACHELOR", "MASTER", "MASTER", "DOCTORATE", "DOCTORATE", "ASSOCIATE"}
	return g.node("Person", "per", size.People, func(int) map[string]any {
		return map[string]any{"name": g.personName(), "highestDegree": g.pick(degrees), "title": g.pick(titles), "description": "长期从事" + g.pick(objects) + "研究。"}
	})
}

func (g *generator) projectNodes(size Size) error {
	stages := []string{"PLANNING", "NEGOTIATING", "SIGNED", "STARTED", "BUILDING", "IN_PRODUCTION", "FULL_CAPACITY"}
	return g.node("Project", "prj", size.Projects, func(i int) map[string]any {
		return map[string]any{
			"name": g.projectName(), "registrationCode": fmt.Sprintf("2601-320582-89-01-%06d", i), "stage": g.pick(stages),
			"signedOn": g.day(), "investment": (1 + g.random.IntN(5000)) * 1_000_000,
		}
	})
}

func (g *generator) knowledgeNodes(size Size) error {
	err := g.node("Patent", "pat", size.Patents, func(i int) map[string]any {
		return map[string]any{"name": g.patentName(), "applicationNumber": applicationNumber(i), "filedOn": g.day(), "grantedOn": g.day()}
	})
	if err != nil {
		return err
	}
	err = g.node("Technology", "tec", size.Technologies, func(i int) map[string]any {
		return map[string]any{"name": g.pick(objects) + "技术" + fmt.Sprint(i), "code": fmt.Sprintf("T%06d", i)}
	})
	if err != nil {
		return err
	}
	return g.node("Institution", "ins", size.Institutions, func(i int) map[string]any {
		return map[string]any{"name": g.pick(schools) + g.pick(objects) + "研究院", "code": fmt.Sprintf("I%05d", i)}
	})
}
