"""From folders of YAML to the values of `model`, with every fault noted at its row.

`fields` reads one value, `parameters` one condition, `awards` one award, `instrument` one folder,
`crossings` looks at what stands between rows.
"""
