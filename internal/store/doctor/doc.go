// Package doctor looks at a machine and says what ClusterGraph lacks on it and
// how to get that. It may import internal/store/localneo4j of ours.
package doctor
