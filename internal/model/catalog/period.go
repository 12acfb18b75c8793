package catalog

// The properties by which a relationship says itself from when and to when it holds.
const (
	sinceProperty = "since"
	untilProperty = "until"
)

// Period returns the dates that say from when and to when a relationship holds, the most
// precise first: since and until, where the type declares them, then the dates of validity
// that every relationship may have. p may be nil.
func (p *Properties) Period() (from, to []*Field) {
	return p.dates(sinceProperty, ValidFrom), p.dates(untilProperty, ValidTo)
}

func (p *Properties) dates(declared, common string) []*Field {
	list := []*Field{{Name: common, Kind: Date}}
	if f := p.Field(declared); f != nil && f.Kind == Date {
		list = append([]*Field{f}, list...)
	}
	return list
}
