-- OSRM's own car profile with its weights made plain: the fastest way by time, turns across oncoming traffic without the extra of newer
-- versions. The same speeds, access rules and turn costs as config/profiles/vehicles/car.yaml, so that distances can be compared.
api_version = 4
local car = require('car')

local function setup()
  local profile = car.setup()
  profile.oncoming_turn_penalty = 0
  return profile
end

local function process_way(profile, way, result, relations)
  car.process_way(profile, way, result, relations)
  if result.forward_speed and result.forward_speed > 0 then result.forward_rate = result.forward_speed / 3.6 end
  if result.backward_speed and result.backward_speed > 0 then result.backward_rate = result.backward_speed / 3.6 end
end

return { setup = setup, process_way = process_way, process_node = car.process_node, process_turn = car.process_turn }
