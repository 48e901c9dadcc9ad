/** A shared wallboard, a shared dashboard and filters of each simulated site, as its supervisor would have made them: texts as boards are exported. */
export const demoBoards: Readonly<Record<string, { readonly by: string; readonly text: string }>> = {
  'harbour-leeds': {
    by: 'harbour-omar',
    text: `format: 1
boards:
  - id: reservations-desk
    kind: dashboard
    name: Reservations and front desk
    shared: true
    views:
      - id: reservations
        name: Reservations
        displayMode: uniform
        colourMode: background
        filter: {kind: saved, id: reservations-calls}
        tiles:
          - {kind: single, id: inbound, title: Calls in, colours: {background: "#1c4f82", foreground: "#ffffff"}, field: {source: statistic, statistic: callsInbound}}
          - {kind: single, id: answered, colours: {background: "#14592f", foreground: "#ffffff"}, field: {source: statistic, statistic: callsInAnsExternal}, appearance: gauge, target: 120}
          - kind: single
            id: lost
            title: Lost
            colours: {background: "#37474f", foreground: "#ffffff"}
            alarms:
              - {id: some, comparison: above, value: 4, word: Watch, background: "#7a4300", foreground: "#ffffff"}
              - {id: many, comparison: above, value: 9, word: Too many, background: "#8c1d18", foreground: "#ffffff"}
            field: {source: statistic, statistic: callsLost}
          - {kind: serviceLevel, id: level, colours: {background: "#14592f", foreground: "#ffffff"}}
          - {kind: graph, id: day, title: Calls over the day, field: {source: statistic, statistic: callsInbound}, appearance: bars}
          - {kind: queues, id: queues, title: Waiting, huntGroups: ["2000", "2001"]}
          - kind: grid
            id: agents
            title: Agents
            filterMode: replace
            grid: agents
            columns:
              - {source: property, property: state}
              - {source: property, property: name}
              - {source: property, property: timeInState}
              - {source: property, property: callWith}
              - {source: statistic, statistic: callsInAns, title: Answered}
              - {source: statistic, statistic: avgTalkTimeIn, title: Talk}
            sort: {column: 2, descending: true}
            hideAbsent: true
          - {kind: worklist, id: call-back, title: Call back}
      - id: front-desk
        name: Front desk
        displayMode: uniform
        colourMode: background
        filter: {kind: saved, id: front-desk-calls}
        tiles:
          - {kind: single, id: inbound, title: Calls in, colours: {background: "#1c4f82", foreground: "#ffffff"}, field: {source: statistic, statistic: callsInbound}}
          - {kind: single, id: lost, title: Lost, colours: {background: "#8c1d18", foreground: "#ffffff"}, field: {source: statistic, statistic: callsLost}}
          - {kind: single, id: answer, title: Time to answer, colours: {background: "#51318a", foreground: "#ffffff"}, field: {source: statistic, statistic: avgAnswerTimeIn}}
          - kind: grid
            id: calls
            title: Calls now
            grid: calls
            columns:
              - {source: property, property: state}
              - {source: property, property: party}
              - {source: property, property: extensionName}
              - {source: property, property: callTime}
  - id: reservations-wall
    kind: wallboard
    name: Reservations wall
    shared: true
    views:
      - id: main
        name: Today
        displayMode: uniform
        colourMode: background
        tiles:
          - kind: single
            id: waiting
            title: Longest waiting
            colours: {background: "#37474f", foreground: "#ffffff"}
            alarms:
              - {id: slow, comparison: above, value: 20000, word: Slow, background: "#7a4300", foreground: "#ffffff"}
              - {id: long, comparison: above, value: 45000, word: Too long, flash: true, background: "#8c1d18", foreground: "#ffffff"}
            field: {source: statistic, statistic: longestWaiting}
          - {kind: single, id: ringing, title: Ringing now, colours: {background: "#7a4300", foreground: "#ffffff"}, field: {source: statistic, statistic: callsRingingExternalIn}}
          - {kind: single, id: reservations, title: Reservations answered, colours: {background: "#14592f", foreground: "#ffffff"}, filter: {kind: saved, id: reservations-calls}, field: {source: statistic, statistic: callsInAnsExternal}}
          - {kind: single, id: desk, title: Front desk answered, colours: {background: "#1c4f82", foreground: "#ffffff"}, filter: {kind: saved, id: front-desk-calls}, field: {source: statistic, statistic: callsInAnsExternal}}
          - {kind: single, id: lost, title: Lost today, colours: {background: "#8c1d18", foreground: "#ffffff"}, field: {source: statistic, statistic: callsLost}}
          - {kind: serviceLevel, id: level, colours: {background: "#14592f", foreground: "#ffffff"}}
          - {kind: queues, id: queues, title: Hunt groups}
          - kind: ticker
            id: ticker
            fields:
              - {source: statistic, statistic: callsOutbound}
              - {source: statistic, statistic: callsInternal}
              - {source: statistic, statistic: maxRingTimeLost}
filters:
  - {id: front-desk-calls, name: Front desk, description: Calls at the front desk and its phones, shared: true, spec: {huntGroup: "2001"}}
  - {id: reservations-calls, name: Reservations, description: Calls at the reservations group, shared: true, spec: {huntGroup: "2000"}}
`,
  },
  'mill-lane-surgery': {
    by: 'mill-tom',
    text: `format: 1
boards:
  - id: reception-desk
    kind: dashboard
    name: Reception
    shared: true
    views:
      - id: reception
        name: Reception
        displayMode: uniform
        colourMode: text
        tiles:
          - {kind: single, id: inbound, title: Patients calling, field: {source: statistic, statistic: callsInbound}}
          - {kind: single, id: lost, title: Gave up, field: {source: statistic, statistic: callsLost}}
          - {kind: single, id: waiting, title: Longest waiting, field: {source: statistic, statistic: longestWaiting}}
          - {kind: serviceLevel, id: level, target: 0.9}
          - {kind: queues, id: queues, title: Appointments and prescriptions, huntGroups: ["280", "281"]}
          - kind: grid
            id: phones
            title: Phones
            grid: extensions
            columns:
              - {source: property, property: state}
              - {source: property, property: name}
              - {source: property, property: callWith}
              - {source: property, property: callTime}
              - {source: statistic, statistic: callsInAns, title: Answered}
            hideAbsent: true
          - {kind: worklist, id: call-back, title: Ring back}
  - id: surgery-wall
    kind: wallboard
    name: Surgery wall
    shared: true
    views:
      - id: main
        name: Today
        displayMode: uniform
        colourMode: background
        tiles:
          - {kind: single, id: appointments, title: Appointments, colours: {background: "#1c4f82", foreground: "#ffffff"}, filter: {kind: saved, id: appointments-calls}, field: {source: statistic, statistic: callsInbound}}
          - {kind: single, id: prescriptions, title: Prescriptions, colours: {background: "#14592f", foreground: "#ffffff"}, filter: {kind: saved, id: prescriptions-calls}, field: {source: statistic, statistic: callsInbound}}
          - {kind: single, id: lost, title: Gave up, colours: {background: "#8c1d18", foreground: "#ffffff"}, field: {source: statistic, statistic: callsLost}}
          - {kind: single, id: waiting, title: Longest waiting, colours: {background: "#37474f", foreground: "#ffffff"}, field: {source: statistic, statistic: longestWaiting}}
          - {kind: serviceLevel, id: level, target: 0.9, colours: {background: "#14592f", foreground: "#ffffff"}}
          - {kind: queues, id: queues, title: Hunt groups}
filters:
  - {id: appointments-calls, name: Appointments, shared: true, spec: {huntGroup: "280"}}
  - {id: prescriptions-calls, name: Prescriptions, shared: true, spec: {huntGroup: "281"}}
`,
  },
};
