// Package upload takes files over HTTP and keeps them on this machine until they have
// been imported. It imports fault only.
package upload
