package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var anyHost = regexp.MustCompile(`https?:|wss?:|//|\*`)

func TestContentSecurityPolicyNamesNoOtherHost(t *testing.T) {
	policy := get(t, newPage(builtPage()), "/").Header().Get("Content-Security-Policy")
	assert.NotRegexp(t, anyHost, policy)
	assert.NotContains(t, policy, "unsafe-eval")
	assert.Contains(t, policy, "default-src 'none'")
	assert.Contains(t, policy, "frame-ancestors 'none'")
	for directive := range strings.SplitSeq(policy, "; ") {
		if strings.Contains(directive, "unsafe-inline") {
			assert.True(t, strings.HasPrefix(directive, "style-src "), "inline code is allowed in %q", directive)
		}
	}
}

// The embedded page is either wholly there or says that it is not built; which one depends on `make web`.
func TestPlaygroundServesWhatIsEmbedded(t *testing.T) {
	h := Playground()
	response := get(t, h, "/")
	if response.Code == http.StatusServiceUnavailable {
		assert.Equal(t, notBuilt, response.Body.String())
		return
	}
	require.Equal(t, http.StatusOK, response.Code)
	assets := regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(response.Body.String(), -1)
	require.NotEmpty(t, assets)
	for _, asset := range assets {
		require.True(t, strings.HasPrefix(asset[1], "/playground/assets/"), asset[1])
		file := get(t, h, strings.TrimPrefix(asset[1], "/playground"))
		assert.Equal(t, http.StatusOK, file.Code, asset[1])
		assert.Equal(t, cacheForever, file.Header().Get("Cache-Control"), asset[1])
	}
}
