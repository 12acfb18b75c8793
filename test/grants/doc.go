// Package grants holds the proof that a grant holds for every way of reading: each root field,
// export and subscription is asked under one that hides a third of the graph.
package grants
