// Package upgrade holds that what an older version has exported can be restored and used. Each
// file of testdata is the whole export, withheld entities included, of the sample and a little past
// that a released version has made: a value of another source, a merge, a distinct pair, somebody
// who opted out, a new relationship. A release adds one; none is ever changed. It imports nothing.
package upgrade
