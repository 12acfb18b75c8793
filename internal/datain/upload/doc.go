// Package upload takes files over HTTP and keeps them on this machine until they have
// been imported. It imports fault, gopsutil and x/text.
package upload
