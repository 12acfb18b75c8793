// Package doctor looks at a machine and says what ClusterGraph lacks on it and
// how to get that. It imports localneo4j and gopsutil.
package doctor
