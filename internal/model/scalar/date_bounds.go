package scalar

// The database keeps dates as the strings of Date.String and compares them byte by
// byte. The order of the strings is that of the intervals, except that a coarser
// date sorts before the finer ones it contains. So for a stored string s and a
// date d:
//
//	s is before d    ⇔  s < d.String() and s is not in d.Prefixes()
//	s is after d     ⇔  s > d.UpperBound()
//	s overlaps d     ⇔  neither of the two

// Prefixes returns the coarser dates that contain d, the coarsest first: the year
// and the month of a day, the year of a month, none for a year.
func (d Date) Prefixes() []string {
	s := d.String()
	prefixes := []string{}
	if d.month != 0 {
		prefixes = append(prefixes, s[:4])
	}
	if d.day != 0 {
		prefixes = append(prefixes, s[:7])
	}
	return prefixes
}

// UpperBound returns a string that is not below any stored date that begins
// within d or before it, and below all others: "~" sorts after the hyphen and the digits.
func (d Date) UpperBound() string { return d.String() + "~" }
