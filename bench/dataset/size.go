package dataset

// Size is the number of nodes of each kind. Clusters, chains, segments and districts are
// those of one city at any scale; what grows is how much hangs on them.
type Size struct {
	Companies, People, Projects, Patents, Technologies, Institutions, Sources int
}

// SizeOf returns the size at a scale: about 100,000 nodes and 300,000 relationships at 1.
func SizeOf(scale int) Size {
	return Size{
		Companies: 20_000 * scale, People: 30_000 * scale, Projects: 20_000 * scale, Patents: 20_000 * scale,
		Technologies: 2_000 * scale, Institutions: 1_000 * scale, Sources: 6_900 * scale,
	}
}

// edgeCounts are numbers of relationships a scale, beside those that each node has one of.
const (
	memberships   = 40_000 // on projects, beside the leads
	employments   = 30_000
	holdings      = 15_000
	runs          = 22_000
	operations    = 26_000
	placements    = 22_000 // of projects in segments
	supplies      = 22_000
	patentHolders = 22_000
	inventions    = 28_000
	studies       = 6_000
	skills        = 5_000
	uses          = 4_000
	covers        = 3_000
	landed        = 15_000 // projects with a district
)
