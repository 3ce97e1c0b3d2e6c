param name string
param location string
param tags object
param insightsId string
param emails string

// Each query answers what is wrong, a row for each, and nothing while all is well. The names are those of docs/operations.md.
var rules = [
  {
    name: 'poison-queues'
    description: 'Messages that failed five times lie in a poison queue: work that nobody does any more.'
    severity: 1
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    query: '''
      customMetrics
      | where name == "contacts.poison.messages"
      | summarize arg_max(timestamp, value) by queue = tostring(customDimensions["queue"])
      | where value > 0
    '''
  }
  {
    name: 'lost-events'
    description: 'Dropped files were found whose event did not come: the subscription of the container may be broken.'
    severity: 2
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    query: '''
      customMetrics
      | where name == "contacts.imports.lost_events"
      | summarize files = sum(valueSum)
      | where files > 0
    '''
  }
  {
    name: 'failing-syncs'
    description: 'More syncs fail, or stop at their provider, than come to an end.'
    severity: 2
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    query: '''
      customMetrics
      | where name == "contacts.sync.runs" and tostring(customDimensions["kind"]) == "sync"
      | extend status = tostring(customDimensions["status"])
      | summarize failed = sumif(valueSum, status in ("failed", "waiting")), done = sumif(valueSum, status == "done")
      | where failed >= 5 and failed > done
    '''
  }
  {
    name: 'server-errors'
    description: 'At least one in twenty requests is answered with 5xx. The host counts those that the service was not there to answer.'
    severity: 1
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    query: '''
      union
        (requests | where isnotempty(url) | project code = toint(resultCode), times = todouble(itemCount)),
        (customMetrics | where name == "http.server.request.duration" | project code = toint(customDimensions["http.response.status_code"]), times = todouble(valueCount))
      | summarize asked = sum(times), failed = sumif(times, code >= 500)
      | where asked >= 20 and failed >= 0.05 * asked
    '''
  }
  {
    name: 'sign-in-needed'
    description: 'Members have to sign in again at their provider; until then their contacts are not synced.'
    severity: 3
    evaluationFrequency: 'PT1H'
    windowSize: 'P1D'
    query: '''
      customMetrics
      | where name == "contacts.connections.signed_out"
      | summarize connections = sum(valueSum) by provider = tostring(customDimensions["provider"])
      | where connections > 0
    '''
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'contacts'
    enabled: true
    emailReceivers: [
      for (address, index) in (empty(emails) ? [] : split(emails, ',')): {
        name: 'operator-${index}'
        emailAddress: trim(address)
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.description
      severity: rule.severity
      enabled: true
      autoMitigate: true
      evaluationFrequency: rule.evaluationFrequency
      windowSize: rule.windowSize
      scopes: [insightsId]
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [operators.id]
      }
    }
  }
]
