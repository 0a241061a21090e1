// Whom to wake, and when. What the platform counts is asked of the platform; what the functions count is asked of the workspace, under
// the names that they give it (tests/Infrastructure.Tests holds them against the code).

import { resourceNames } from '../names.bicep'

param names resourceNames
param location string
param tags object
param emails string[]
param workspaceId string

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = { name: names.bus }

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: names.people
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'loyalty'
    emailReceivers: [
      for (address, i) in emails: {
        name: 'email-${i}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

var queueAlerts = [
  {
    name: 'dead-letters'
    description: 'A queue holds dead letters: events or reports that nobody counts until somebody looks at them.'
    metric: 'DeadletteredMessages'
    aggregation: 'Maximum'
    above: 0
    severity: 2
    window: 'PT15M'
  }
  {
    name: 'queue-length'
    description: 'Messages wait in a queue faster than they are taken from it.'
    metric: 'ActiveMessages'
    aggregation: 'Minimum'
    above: 5000
    severity: 2
    window: 'PT15M'
  }
]

resource ofQueues 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in queueAlerts: {
    name: 'alert-${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      enabled: true
      description: alert.description
      severity: alert.severity
      scopes: [bus.id]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alert.name
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: 'Microsoft.ServiceBus/namespaces'
            metricName: alert.metric
            dimensions: [{ name: 'EntityName', operator: 'Include', values: [names.purchases, names.deliveryReports] }]
            operator: 'GreaterThan'
            threshold: alert.above
            timeAggregation: alert.aggregation
          }
        ]
      }
      actions: [{ actionGroupId: people.id }]
    }
  }
]

var queryAlerts = [
  {
    name: 'events-age'
    description: 'Events are counted more than a quarter of an hour after they were queued.'
    query: 'AppMetrics | where Name == "loyalty.events.age" | summarize Value = max(Max)'
    operator: 'GreaterThan'
    threshold: 900
    severity: 2
    window: 'PT15M'
  }
  {
    // The last hour is never finished before an hour after its end, so two hours are usual.
    name: 'due-age'
    description: 'The timers lag behind: an hour of the due index that ended long ago is not finished.'
    query: 'AppMetrics | where Name == "loyalty.due.age" | summarize Value = max(Max)'
    operator: 'GreaterThan'
    threshold: 10800
    severity: 2
    window: 'PT30M'
  }
  {
    name: 'timers-silent'
    description: 'No timer has said for an hour how it stands: the functions do not run.'
    query: 'AppMetrics | where Name == "loyalty.due.age" | summarize Value = count()'
    operator: 'LessThan'
    threshold: 1
    severity: 1
    window: 'PT1H'
  }
  {
    name: 'failed-sends'
    description: 'Messages to customers could not be sent, or nobody knows whether they were.'
    query: 'AppMetrics | where Name == "loyalty.messages" and Properties.outcome in ("failed", "unknown") | summarize Value = sum(Sum)'
    operator: 'GreaterThan'
    threshold: 5
    severity: 2
    window: 'PT1H'
  }
  {
    name: 'server-errors'
    description: 'Calls ended with a 5xx: tills send again, customers see an error.'
    query: 'AppMetrics | where Name == "http.server.request.duration" and toint(Properties["http.response.status_code"]) >= 500 | summarize Value = sum(ItemCount)'
    operator: 'GreaterThan'
    threshold: 5
    severity: 1
    window: 'PT15M'
  }
]

resource ofQueries 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in queryAlerts: {
    name: 'alert-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      enabled: true
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      autoMitigate: true
      // A workspace knows a table only once something was written to it.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]
