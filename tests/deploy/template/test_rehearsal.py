"""A rehearsed deploy."""

from tests.deploy.template.deployed import Deployed


def test_a_rehearsal_differs_only_in_where_things_are(rehearsed: Deployed) -> None:
    real = rehearsed.with_default("RehearsalPort", "").resources
    assert rehearsed.resources.keys() == real.keys()
    changed = {name for name, one in rehearsed.resources.items() if one != real[name]}
    assert changed == {"ApiLambdaFunction", "Distribution", "PageBucketPolicy", "PageHeaders"}


def test_a_rehearsal_stays_on_this_machine(rehearsed: Deployed) -> None:
    assert rehearsed.origin("api")["DomainName"] == "127.0.0.1"
    assert rehearsed.origin("api")["OriginPath"] == "/_aws/execute-api/${HttpApi}/$default"
    assert rehearsed.origin("api")["CustomOriginConfig"]["HTTPPort"] == "4566"
    variables = rehearsed.environment
    assert variables["COGNITO_ENDPOINT"] == "http://127.0.0.1:4566"
    assert variables["JWKS_URL"] == "http://127.0.0.1:4566/${Pool}/.well-known/jwks.json"
