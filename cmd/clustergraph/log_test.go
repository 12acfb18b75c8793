package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestLogWritesLinesTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		log, flush := newLogger(&out, false)
		log.Info("one")
		log.With("a", 1).WithGroup("g").Info("two")
		log.Debug("left out")
		assert.Empty(t, out.String(), "they wait for others")
		time.Sleep(logPause)
		synctest.Wait()
		assert.Equal(t, 2, strings.Count(out.String(), "\n"))

		log.Info("three")
		log.Warn("four")
		assert.Contains(t, out.String(), "three")
		assert.Contains(t, out.String(), "four", "a warning does not wait")

		log.Info("five")
		flush()
		assert.Contains(t, out.String(), "five", "the end writes what waits")
		time.Sleep(2 * logPause)
	})
}
