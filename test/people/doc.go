// Package people tests, end to end, personal data: what is masked, who opted out and who
// was erased, also after merges. It has only tests.
package people
