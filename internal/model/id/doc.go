// Package id makes and reads the ids of the service: opaque, typed by a prefix,
// sortable by the time they were made. It is pure. It imports oklog/ulid.
package id
