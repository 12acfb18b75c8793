package background_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestDo(t *testing.T) {
	assert.NoError(t, background.Do(func() error { return nil }))
	assert.ErrorIs(t, background.Do(func() error { return io.EOF }), io.EOF)
	err := background.Do(func() error { panic("boom") })
	assert.Equal(t, fault.Internal, fault.CodeOf(err))
	p, is := errors.AsType[*background.Panic](err)
	require.True(t, is)
	assert.Equal(t, "boom", p.Value)
	assert.Contains(t, err.Error(), "background_test.go", "the log finds the place")
}

func TestRun(t *testing.T) {
	assert.NoError(t, <-background.Run(func() error { return nil }))
	assert.ErrorContains(t, <-background.Run(func() error { panic(io.EOF) }), "EOF")
}

func TestGo(t *testing.T) {
	var log bytes.Buffer
	<-background.Go(slog.New(slog.NewTextHandler(&log, nil)), "a walk", func() error { panic("boom") })
	assert.Contains(t, log.String(), "a walk")
	assert.Contains(t, log.String(), "boom")
	log.Reset()
	<-background.Go(slog.New(slog.NewTextHandler(&log, nil)), "a walk", func() error { return nil })
	assert.Empty(t, log.String())
}
