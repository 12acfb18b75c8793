package doctor_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/doctor"
)

// complete are programs of a machine that has all that the tests need, as shell scripts.
func complete() map[string]string {
	return map[string]string{
		"go": "echo go version go1.26.0 linux/amd64", "node": "echo v20.19.0", "npm": "echo 10.8.2",
		"java": `echo "    java.home = /j"; echo "    java.specification.version = 17"`, "mvn": "echo Apache Maven 3.8.7",
		"python3": "echo 3.11.2 venv ensurepip", "chromium": "echo Chromium 150.0", "fc-list": "echo Noto Sans CJK SC",
	}
}

// machine has only these programs.
func machine(t *testing.T, programs map[string]string) {
	t.Helper()
	program(t, "unrelated", "")
	for name, script := range programs {
		require.NoError(t, os.WriteFile(filepath.Join(os.Getenv("PATH"), name), []byte("#!/bin/sh\n"+script), 0o755))
	}
	t.Setenv("CHROMIUM", "")
}

func TestNeeds(t *testing.T) {
	old := map[string]string{
		"go": "echo go version go1.25.9 linux/amd64", "node": "echo v20.18.1", "npm": "echo 8.19.4",
		"java": `echo "    java.home = /j"; echo "    java.specification.version = 11"`, "python3": "echo 3.10.14 networkx venv ensurepip",
	}
	for name, script := range old {
		t.Run("old "+name, func(t *testing.T) {
			programs := complete()
			programs[name] = script
			machine(t, programs)
			checks := doctor.Needs(t.Context())
			assert.False(t, doctor.OK(checks))
			assert.False(t, find(t, checks, name).OK)
		})
	}
	for name, alternative := range map[string]map[string]string{
		"nothing is missing":           {},
		"networkx without venv":        {"python3": "echo 3.12.1 networkx"},
		"a Docker engine for Java":     {"java": "", "mvn": "", "docker": "echo 27.1"},
		"no browser, which is fetched": {"chromium": ""},
		"another browser":              {"chromium": "exit 1", "google-chrome": "echo Google Chrome 150.0"},
	} {
		t.Run(name, func(t *testing.T) {
			programs := complete()
			for name, script := range alternative {
				programs[name] = script
				if script == "" {
					delete(programs, name)
				}
			}
			machine(t, programs)
			checks := doctor.Needs(t.Context())
			assert.True(t, doctor.OK(checks), "%+v", checks)
		})
	}
}

// TestNeedsAtOnce has a machine with nothing: all of it is said.
func TestNeedsAtOnce(t *testing.T) {
	machine(t, nil)
	checks := doctor.Needs(t.Context())
	var text strings.Builder
	require.NoError(t, doctor.Print(&text, checks))
	for _, name := range []string{"go", "node", "npm", "java", "mvn", "python3"} {
		assert.Regexp(t, `(?m)^FAIL +`+name+` +missing\n +→ install`, text.String())
	}
	assert.Contains(t, text.String(), "a Docker engine does too")
	assert.Regexp(t, `(?m)^note +browser +none of chromium.*\n.*Playwright's installer`, text.String())
	if runtime.GOOS == "linux" {
		assert.Regexp(t, `(?m)^FAIL +fonts +fc-list is missing\n.*fonts-noto-cjk`, text.String())
	}
}

// What is there but cannot do it is missing too.
func TestNeedsWhatWorks(t *testing.T) {
	for name, script := range map[string]string{
		"node": "exit 3", "python3": "echo 3.12.1 venv", "fc-list": "", "mvn": "",
	} {
		t.Run(name, func(t *testing.T) {
			programs := complete()
			programs[name] = script
			if name == "mvn" {
				delete(programs, name)
			}
			machine(t, programs)
			assert.False(t, doctor.OK(doctor.Needs(t.Context())))
		})
	}
	t.Run("a browser that is named and not there", func(t *testing.T) {
		machine(t, complete())
		t.Setenv("CHROMIUM", "/nowhere/chrome")
		checks := doctor.Needs(t.Context())
		assert.False(t, find(t, checks, "browser").OK)
		assert.False(t, doctor.OK(checks))
	})
}
