"""A good value for each parameter."""

SECRET, OTHER_SECRET = "s" * 32, "o" * 32
EVERYTHING = {
    "alarmEmail": "operator@example.org",
    "allowedOrigins": "https://a.example.org,https://b.example.org",
    "architecture": "x86_64",
    "certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c",
    "domain": "todo.example.org",
    "logRetention": "90",
    "originSecret": f"{SECRET},{OTHER_SECRET}",
    "reservedConcurrency": "20",
    "tableName": "restored",
    "throttleBurst": "7",
    "throttleRate": "3.5",
    "userPoolId": "eu-central-1_Kept",
    "version": "1.2.3",
    "webAclArn": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/wall/0a1b",
}
