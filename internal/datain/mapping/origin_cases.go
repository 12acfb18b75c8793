package mapping

// cases is the value of the first branch whose condition holds.
type cases struct {
	// on is what the branches look at, named when none of them fits.
	on       origin
	branches []branch
	// otherwise may be nil.
	otherwise origin
}

type branch struct {
	when condition
	then origin
}

func (c cases) read(r *row) cell {
	looked := cell{}
	if c.on != nil {
		looked = c.on.read(r)
	}
	for _, b := range c.branches {
		holds, failed := b.when.holds(r)
		if failed != nil {
			return cell{column: failed.Column, text: failed.Value, reason: failed.Reason}
		}
		if holds {
			return result(b.then.read(r), looked)
		}
	}
	if c.otherwise == nil {
		return cell{column: looked.column, text: looked.text}
	}
	return result(c.otherwise.read(r), looked)
}

// result names the cell that decided when the value itself stands in no cell.
func result(c, looked cell) cell {
	if c.column == "" && looked.column != "" {
		c.column, c.text = looked.column, looked.text
	}
	return c
}

func (c cases) columns(found func(string)) {
	if c.on != nil {
		c.on.columns(found)
	}
	for _, b := range c.branches {
		b.when.columns(found)
		b.then.columns(found)
	}
	if c.otherwise != nil {
		c.otherwise.columns(found)
	}
}
