/** What the stage told us about itself: one build of the page serves every stage. */
export interface Config {
  stage: string
  region: string
  userPoolId: string
  userPoolClientId: string
  /** Where Cognito is, when it is not AWS: an absolute address by the time it is here. */
  cognitoEndpoint: string | null
  version: string
}
