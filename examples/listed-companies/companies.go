package main

import "time"

// addCompanies writes each stock code once: the first row of a code wins.
func (c *converter) addCompanies() error {
	rows, err := readRows[companyRow](c.dir, companyFile, &c.rejects)
	if err != nil {
		return err
	}
	first := map[string]companyRow{}
	for _, r := range rows {
		code, _, err := c.aShare.Normalize(r.row.Code)
		earlier, double := first[code]
		switch {
		case err != nil:
			c.rejects.row(companyFile, r.line, r.row.Code, "unusable stock code: %v", err)
		case r.row.Fullname == "":
			c.rejects.row(companyFile, r.line, code, "the company has no name")
		case double:
			c.rejectDouble(r, code, earlier)
		default:
			first[code] = r.row
			c.addCompany(r, code)
		}
	}
	return nil
}

// rejectDouble tells a rename from a wrong code: a firm that was renamed keeps its day
// of listing, and two firms under one code hardly share a day.
func (c *converter) rejectDouble(r numbered[companyRow], code string, earlier companyRow) {
	if r.row.Time == earlier.Time {
		c.rejects.row(companyFile, r.line, r.row.Fullname,
			"possible former name 曾用名: %s is %s, and both rows give the time %s", code, earlier.Fullname, earlier.Time)
		return
	}
	c.rejects.row(companyFile, r.line, r.row.Fullname,
		"conflict: %s is %s already, with the time %s, not %s", code, earlier.Fullname, earlier.Time, r.row.Time)
}

func (c *converter) addCompany(r numbered[companyRow], code string) {
	fields := object{"stockCode": code, "name": r.row.Fullname}
	if r.row.Name != "" {
		fields["shortName"] = r.row.Name
	}
	if _, err := time.Parse(time.DateOnly, r.row.Time); err == nil {
		fields["listedOn"] = r.row.Time
	} else {
		c.rejects.value(companyFile, r.line, r.row.Time, "time is no date: %s is kept without its day of listing", code)
	}
	c.node("Company", fields, dataSource)
	c.companies[code] = true
	if district, ok := regionOf(r.row.Fullname); ok {
		c.link("LOCATED_IN", ref("Company", "stockCode", code), ref("District", "code", district), dataSource, ruleSource)
	}
}
