// Package privacy decides what a request sees of sensitive values. It is pure. It imports
// catalog and ident.
package privacy
