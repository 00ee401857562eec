#!/bin/sh
# What the scripts of the pipeline have in common. They run the same on a laptop, in GitLab and in
# GitHub Actions; each takes its wishes from the environment:
#
#   REGISTRY        where image and chart are pushed and pulled (localhost:5000)
#   REGISTRY_USER   with REGISTRY_PASSWORD, when it asks for them
#   REGISTRY_PLAIN  anything: it speaks HTTP, not HTTPS
#   VERSION         of image and chart (that of the project and the commit)
#   NAMESPACE       to deploy to (acequia)
#   RELEASE         to deploy as (acequia)
#   HELM_VALUES     file of values for the deployment, besides those of the chart
#   HELM_OPTIONS    further options of helm
#   CI_WORK         where jobs leave things for later ones (target/ci)
# shellcheck disable=SC2034 # used by those who read this file

root=$(cd "$(dirname "$0")/../.." && pwd -P)
cd "$root" || exit 1
registry=${REGISTRY:-localhost:5000}
work=${CI_WORK:-target/ci}
mkdir -p "$work/bin"
work=$(cd "$work" && pwd -P)
PATH=$work/bin:$PATH

if [ -z "${VERSION:-}" ]; then
    VERSION=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1 | sed 's/-SNAPSHOT//')
    # A version of the chart is semantic (SemVer 2), and a tag of an image has no plus sign.
    commit=$(git rev-parse --short=12 HEAD 2>/dev/null || echo none)
    VERSION=$VERSION-g$commit
fi
namespace=${NAMESPACE:-acequia}
release=${RELEASE:-acequia}
image=$registry/acequia/acequia
charts=oci://$registry/charts
tls=${REGISTRY_PLAIN:+false}
plain=${REGISTRY_PLAIN:+--plain-http}

say() { echo "$(basename "$0"): $*"; }

# need TOOL HINT: ends when a tool is missing.
need() {
    command -v "$1" >/dev/null || { echo "$(basename "$0"): $1 is needed: $2" >&2; exit 2; }
}

# log_in: to the registry, when it asks for it. The password is on no command line.
log_in() {
    [ -n "${REGISTRY_USER:-}" ] || return 0
    printf '%s' "$REGISTRY_PASSWORD" |
        skopeo login --tls-verify="${tls:-true}" -u "$REGISTRY_USER" --password-stdin "$registry"
    # shellcheck disable=SC2086 # none or one option
    printf '%s' "$REGISTRY_PASSWORD" |
        helm registry login $plain -u "$REGISTRY_USER" --password-stdin "$registry"
}
