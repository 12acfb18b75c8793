package main

import (
	"time"
	_ "time/tzdata" // machines without a database of time zones have one

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// zoneFlags say what day it is.
type zoneFlags struct {
	TimeZone string `help:"Time zone whose today relative dates of requests count from." default:"Asia/Shanghai" placeholder:"NAME"`
}

func (f zoneFlags) today() (func() scalar.Date, error) {
	zone, err := time.LoadLocation(f.TimeZone)
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "--time-zone %s is no time zone; give a name such as Asia/Shanghai", f.TimeZone)
	}
	return scalar.Today(time.Now, zone), nil
}
