// Package access holds who asks and what that lets them see, as data. It is pure. It
// imports nothing itself.
//
// May import: access, model.
package access
