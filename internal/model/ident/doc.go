// Package ident brings the identifiers of firms, people, patents, industries and
// regions, and the numbers and addresses by which people are reached, into one canonical
// form and checks them by the rules of their standards. It is pure. It imports x/text.
package ident
