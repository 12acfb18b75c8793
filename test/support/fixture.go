package support

import "fmt"

// Sizes of the fixture. It is small enough to compute every expected answer from in plain
// Go, and uneven enough for ties, missing values and empty lists.
const (
	CompanyCount = 57
	projectCount = 40
	PersonCount  = 50
	SegmentCount = 12
	chainCount   = 5
)

// initials are surnames in the order of their pinyin, one an initial letter.
var initials = []rune("安北春东恩方光海江开林明南平清荣三天武新阳中")

// Clusters are the names of the clusters.
var Clusters = []string{"新能源", "特色半导体", "智能高端装备"}

var degrees = []string{"DOCTORATE", "MASTER", "BACHELOR", "ASSOCIATE", ""}

// NodeID is the id of an entity by the prefix of its type and its number.
func NodeID(prefix string, i int) string { return fmt.Sprintf("%s_%026d", prefix, i) }

// CompanyName repeats every 22 companies, so that names tie.
func CompanyName(i int) string { return string(initials[i*5%22]) + "城股份有限公司" }

// FoundedOn has each precision, and none for every fifth company.
func FoundedOn(i int) string {
	switch i % 5 {
	case 0:
		return ""
	case 1:
		return fmt.Sprint(1990 + i%7)
	case 2:
		return fmt.Sprintf("%d-%02d", 1990+i%7, 1+i%12)
	}
	return fmt.Sprintf("%d-%02d-%02d", 1990+i%7, 1+i%12, 1+i%28)
}

// CompanyCapital is unknown of every fourth company.
func CompanyCapital(i int) (yuan int, known bool) { return i * 9 % 23 * 1_000_000, i%4 != 3 }

// CompanySegments are the segments that the company operates in.
func CompanySegments(i int) []int {
	switch {
	case i%6 == 5:
		return nil
	case i%4 == 0:
		return []int{i * 7 % 10, (i*7 + 3) % 10}
	}
	return []int{i * 7 % 10}
}

// SegmentChain is the chain that the segment is a part of.
func SegmentChain(s int) int { return s % chainCount }

// ChainCluster is -1 for the chain that belongs to no cluster.
func ChainCluster(c int) int {
	if c == chainCount-1 {
		return -1
	}
	return c % len(Clusters)
}

// CompanyProjects are run by the company; the last projects have no company.
func CompanyProjects(i int) []int {
	if i%3 == 2 || i >= projectCount-4 {
		return nil
	}
	return []int{i, (i + 11) % (projectCount - 4)}
}

// PersonDegree is empty for some.
func PersonDegree(i int) string { return degrees[(i*i+4)%len(degrees)] }

// Work is a place in a project.
type Work struct {
	Project int
	Role    string
}

// PersonWorks are the projects that the person works on.
func PersonWorks(i int) []Work {
	switch i % 4 {
	case 0:
		return []Work{{i * 3 % projectCount, "LEAD"}}
	case 1:
		return []Work{{i * 3 % projectCount, "MEMBER"}, {i % projectCount, "LEAD"}}
	case 2:
		return []Work{{i * 7 % projectCount, "ADVISER"}}
	}
	return nil
}
