"""The DynamoDB table: the only importer of boto3. A module per concern, one table for all.

Every function takes the table first and the acting person (`sub`) next, and checks that this person
is a member before it gives anything away.
"""
